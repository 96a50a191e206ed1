import { ConvScopeError, type RequestsOf, type RunInfo, type trainerMethods } from '@convscope/protocol';
import { RunProcess } from '../run-process/run-process.js';
import { lessonWish, prepareRun } from '../runs/prepare-run.js';
import { runName } from '../runs/recipe.js';
import { listRunIds, openRunFolder } from '../runs/run-folder.js';
import { openRunLog, runState, type RunLog } from '../runs/run-log.js';

export type StartParams = RequestsOf<typeof trainerMethods>['run/start']['params'];

/** The runs of one data folder: those that go on in processes of ours, and those on disk. */
export class Runs {
  private readonly active = new Map<string, RunProcess>();
  private ended: () => void = () => {};

  constructor(
    private readonly options: { dataFolder: string; program: string; log: (line: string) => void },
  ) {}

  get numActive(): number {
    return this.active.size;
  }

  onDidEnd(listener: () => void): void {
    this.ended = listener;
  }

  /** Throws `unknown-lesson`, `lesson-not-trained`, `disk-full`, `folder-not-writable`. */
  async start(params: StartParams): Promise<string> {
    const { dataFolder, program, log } = this.options;
    const prepared = await prepareRun(dataFolder, lessonWish(params.lesson, params));
    const { runId } = prepared.recipe;
    const run = new RunProcess(prepared, program);
    this.active.set(runId, run);
    log(`run ${runId} started, process ${run.pid}`);
    void run.ended.then(() => {
      this.active.delete(runId);
      const last = run.events.at(-1);
      log(`run ${runId} ${last?.type === 'ended' ? last.state : 'ended'}`);
      this.ended();
    });
    return runId;
  }

  /** Stopping a run that has ended already is no error: the wish is fulfilled. Throws `unknown-run`, `run-elsewhere`. */
  async stop(runId: string): Promise<void> {
    const run = this.active.get(runId);
    if (run) {
      run.stop();
      return;
    }
    if ((await this.state(runId)) === 'running') throw new ConvScopeError('run-elsewhere');
  }

  /** Asks every run to finish its batch and end. */
  stopAll(): void {
    for (const run of this.active.values()) run.stop();
  }

  /** Ends every run at once. */
  kill(): void {
    for (const run of this.active.values()) run.kill();
  }

  async allEnded(): Promise<void> {
    await Promise.all([...this.active.values()].map((run) => run.ended));
  }

  /** Throws `unknown-run`, `run-damaged`. */
  async log(runId: string): Promise<RunLog> {
    const run = this.active.get(runId);
    if (run) return run;
    const { folder } = await openRunFolder(this.options.dataFolder, runId);
    return openRunLog(folder);
  }

  /** Newest first; a folder that cannot be read is left out and logged. */
  async list(): Promise<RunInfo[]> {
    const infos = await Promise.all(
      (await listRunIds(this.options.dataFolder)).map((runId) => this.info(runId)),
    );
    return infos.filter((info) => info !== undefined);
  }

  private async info(runId: string): Promise<RunInfo | undefined> {
    try {
      const run = await openRunFolder(this.options.dataFolder, runId);
      const { startedAt } = run;
      return { runId, lesson: runName(run), startedAt, state: await this.state(runId) };
    } catch (error) {
      this.options.log(
        `run ${runId} is left out: ${error instanceof ConvScopeError ? error.message : String(error)}`,
      );
      return undefined;
    }
  }

  private async state(runId: string): Promise<RunInfo['state']> {
    const run = this.active.get(runId);
    if (!run) return await runState((await openRunFolder(this.options.dataFolder, runId)).folder);
    const last = run.events.at(-1);
    return last?.type === 'ended' ? last.state : 'running';
  }
}
