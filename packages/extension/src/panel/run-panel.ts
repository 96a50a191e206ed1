import type { Language, Lesson } from '@convscope/model';
import { ConvScopeError, toWireError, type PanelState } from '@convscope/protocol';
import { Emitter, type Disposable } from '../emitter.js';
import type { FollowedRun } from '../runs/followed-run.js';
import type { FollowedRuns } from '../runs/followed-runs.js';
import type { TrainerLink } from '../trainer/link.js';
import { checkTensorFlow, tensorFlowToFetch } from '../trainer/tensorflow.js';
import { PageConversation, type PageHandlers } from './page-conversation.js';
import type { WebviewLike } from './webview-transport.js';

export type Phase = PanelState['phase'];

export interface RunPanelOptions {
  webview: WebviewLike;
  lesson: Lesson;
  language: Language;
  /** Where it trains, in the user's language: `this computer`. */
  trainer: string;
  link: TrainerLink;
  runs: FollowedRuns;
  log: (line: string) => void;
  /** Whether training may be started here: Workspace Trust. */
  mayStart: () => boolean;
  /** Whether the page is to be seen: then it asks for the events of its run by itself. */
  isSeen: () => boolean;
  /** Shows the log that says most: that of the run which failed, else the window's own. */
  showLog: (failedRun?: string) => void;
}

/**
 * What one panel shows and does: the way from a lesson to a run (with the question whether TensorFlow may be
 * fetched), then that run. Its page may ask for this run and for no other.
 */
export class RunPanel implements Disposable {
  readonly #options: RunPanelOptions;
  readonly #page: PageConversation;
  readonly #changed = new Emitter<void>();
  readonly #subscriptions: Disposable[];
  #phase: Phase = { phase: 'starting' };
  #opened: ({ run: FollowedRun } & Disposable) | undefined;
  #watch: Disposable[] = [];
  /** Whether the page that is shown now has asked for events. */
  #pageFollows = false;
  #lastAttempt = () => Promise.resolve();
  #disposed = false;

  /** The phase, or the run's progress, is another one. */
  readonly onDidChange = this.#changed.event;

  constructor(options: RunPanelOptions) {
    this.#options = options;
    this.#page = new PageConversation(options.webview, this.#handlers(), options.log);
    this.#subscriptions = [
      options.link.hold(),
      options.link.onDidChangeContact(() => this.#page.notify('panel/changed', this.state)),
    ];
  }

  get phase(): Phase {
    return this.#phase;
  }
  get run(): FollowedRun | undefined {
    return this.#opened?.run;
  }

  /** What the page shows now. */
  get state(): PanelState {
    const { lesson, language, trainer, link } = this.#options;
    return {
      language,
      title: lesson.title[language],
      trainer,
      lesson: lesson.id,
      phase: this.#phase,
      contact: link.contact,
    };
  }

  /** What the webview received from its page; anything at all. */
  receive(message: unknown): void {
    this.#page.receive(message);
  }

  /** The page was hidden, and with it thrown away: nothing is meant for it any more. */
  pageIsGone(): void {
    this.#pageFollows = false;
    this.#page.dispose();
    void this.#followUnseen();
  }

  /** Reaches the trainer and starts a run of the lesson, unless TensorFlow would have to be fetched: then it asks. */
  async train(): Promise<void> {
    await this.#attempt(async () => {
      this.#checkTrust();
      const fetchBytes = await tensorFlowToFetch(await this.#options.link.connected());
      if (fetchBytes === undefined) await this.#start(false);
      else this.#setPhase({ phase: 'asking', fetchBytes });
    });
  }

  /** Shows a run that exists, from its first event on. */
  async show(runId: string): Promise<void> {
    await this.#attempt(async () => {
      this.#attach(runId);
      await this.#options.link.connected();
      await this.#followUnseen();
    });
  }

  /** Does again what failed. */
  async retry(): Promise<void> {
    this.#setPhase({ phase: 'starting' });
    await this.#attempt(this.#lastAttempt);
  }

  dispose(): void {
    this.#disposed = true;
    this.#detach();
    this.#page.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #handlers(): PageHandlers {
    const nothing = {};
    return {
      'panel/state': () => {
        this.#pageFollows = false;
        return this.state;
      },
      'panel/answer': ({ fetchEngine }) => {
        if (this.#phase.phase === 'asking') void this.#attempt(() => this.#start(fetchEngine));
        return nothing;
      },
      'panel/again': async ({ fetchEngine }) => {
        if (this.#phase.phase === 'failed') void this.retry();
        else if (this.#phase.phase === 'run') await this.#again(fetchEngine);
        return nothing;
      },
      'panel/showLog': () => {
        this.#options.showLog(this.run?.progress.state === 'failed' ? this.run.runId : undefined);
        return nothing;
      },
      'run/follow': async ({ runId, from }) => {
        const run = this.#ownRun(runId);
        this.#pageFollows = true;
        await this.#follow(run, from);
        return nothing;
      },
      // The window goes on following, for the status bar; the page hears no more.
      'run/unfollow': ({ runId }) => {
        this.#ownRun(runId);
        this.#pageFollows = false;
        return nothing;
      },
      'run/stop': async ({ runId }) => {
        await this.#ownRun(runId).stop();
        return nothing;
      },
      'snapshot/read': (params, signal) => {
        this.#ownRun(params.runId);
        const connection = this.#options.link.current;
        if (!connection) throw new ConvScopeError('disconnected');
        return connection.request('snapshot/read', params, { signal });
      },
    };
  }

  #ownRun(runId: string): FollowedRun {
    if (this.run?.runId !== runId) throw new ConvScopeError('unknown-run', { runId });
    return this.run;
  }

  #checkTrust(): void {
    if (!this.#options.mayStart()) throw new ConvScopeError('not-trusted');
  }

  /** Ends this run, if it goes on, for another of the lesson; throws what stands against that, and the run goes on. */
  async #again(fetchEngine: boolean): Promise<void> {
    const { run } = this;
    this.#checkTrust();
    if (fetchEngine) await checkTensorFlow(await this.#options.link.connected());
    if (run && !run.isOver) await run.stop();
    // Asked twice: the first wish is under way.
    if (this.run === run) void this.#attempt(() => this.#start(fetchEngine));
  }

  async #start(fetchEngine: boolean): Promise<void> {
    this.#detach();
    this.#setPhase({ phase: 'starting' });
    const { link, lesson } = this.#options;
    this.#checkTrust();
    const connection = await link.connected();
    if (this.#isDisposed()) return;
    const { runId } = await connection.request('run/start', { lesson: lesson.id, fetchEngine });
    this.#attach(runId);
    // Closed meanwhile: the run goes on, the window follows it.
    if (this.#isDisposed()) this.#detach();
    else await this.#followUnseen();
  }

  /** Where no page asks for the run's events, the window does, for the status bar. */
  async #followUnseen(): Promise<void> {
    const { run } = this;
    if (run && !run.isFollowed && !this.#options.isSeen()) await this.#follow(run, 0);
  }

  /** What cannot be followed is no run to show. */
  async #follow(run: FollowedRun, from: number): Promise<void> {
    try {
      await run.follow(from);
    } catch (error) {
      if (this.run === run) this.#fail(error);
    }
  }

  async #attempt(action: () => Promise<void>): Promise<void> {
    this.#lastAttempt = action;
    try {
      await action();
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    if (this.#isDisposed()) return;
    const { log, runs } = this.#options;
    log(error instanceof Error ? (error.stack ?? error.message) : String(error));
    if (this.run) runs.drop(this.run.runId);
    this.#detach();
    this.#setPhase({ phase: 'failed', error: toWireError(error) });
  }

  /** A method, because it may change during every `await`. */
  #isDisposed(): boolean {
    return this.#disposed;
  }

  #attach(runId: string): void {
    const { runs, lesson } = this.#options;
    this.#opened = runs.open(runId, lesson.id);
    const { run } = this.#opened;
    this.#watch = [
      run.onDidReceiveEvents((received) => {
        if (this.#pageFollows) this.#page.notify('run/events', received);
      }),
      run.onDidChangeProgress(() => this.#changed.fire()),
      run.onDidFail((error) => this.#fail(error)),
    ];
    // From now on what may fail is this run, and it can be shown again.
    this.#lastAttempt = () => this.show(runId);
    this.#setPhase({ phase: 'run', runId });
  }

  #detach(): void {
    for (const watch of this.#watch.splice(0)) watch.dispose();
    this.#opened?.dispose();
    this.#opened = undefined;
  }

  #setPhase(phase: Phase): void {
    this.#phase = phase;
    this.#page.notify('panel/changed', this.state);
    this.#changed.fire();
  }
}
