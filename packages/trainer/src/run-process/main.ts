import { ConvScopeError, toWireError, type NewRunEvent } from '@convscope/protocol';
import { loadMnist, mnistSizes } from '../data/mnist.js';
import { chooseEngine } from '../engines/choose.js';
import type { Session } from '../engines/engine.js';
import { EventLog } from '../runs/event-log.js';
import { trainableLesson } from '../runs/prepare-run.js';
import { runFolderPath } from '../runs/run-folder.js';
import { writeSnapshot } from '../runs/snapshots.js';
import { initialWeights } from '../training/initialize.js';
import { buildNetwork } from '../training/network.js';
import { train } from '../training/train.js';
import { toRunProcess, type FromRunProcess, type RunSpec } from './messages.js';

/**
 * A run's own process: waits for `start`, trains, writes every event to the log and then tells its parent. It ends
 * after the batch it is at when it is told to stop, and also when its parent is gone: nobody would supervise it.
 */
export function runProcessMain(): void {
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  process.on('disconnect', stop);
  process.on('SIGTERM', stop);
  process.on('SIGHUP', stop);
  // Ctrl+C in a terminal reaches every process of it; the parent decides what it means.
  process.on('SIGINT', () => {});
  process.on('message', (message) => {
    const parsed = toRunProcess.parse(message);
    if (parsed.type === 'stop') stop();
    else void run(parsed.spec, stopping.signal).finally(leave);
  });
}

type Emit = (event: NewRunEvent) => void;

/** Where not even the log can be written, the parent still learns why. */
function openLog(spec: RunSpec): EventLog | undefined {
  try {
    return new EventLog(runFolderPath(spec.dataFolder, spec.runId), 0);
  } catch (error) {
    console.error(error);
    const end = { type: 'ended', state: 'failed', error: toWireError(error), seconds: 0 } as const;
    tellParent({ type: 'event', event: { n: 0, time: Date.now(), ...end } });
    return undefined;
  }
}

async function run(spec: RunSpec, signal: AbortSignal): Promise<void> {
  const log = openLog(spec);
  if (!log) return;
  const emit: Emit = (event) => tellParent({ type: 'event', event: log.append(event) });
  let trainingSince: number | undefined;
  const seconds = () => (trainingSince === undefined ? 0 : (performance.now() - trainingSince) / 1000);
  try {
    const session = await prepare(spec, emit, signal);
    trainingSince = performance.now();
    await trainAndKeep(spec, { session, emit, signal });
    emit({ type: 'ended', state: signal.aborted ? 'stopped' : 'finished', seconds: seconds() });
  } catch (error) {
    console.error(error);
    const wire = toWireError(error);
    const end: NewRunEvent =
      wire.code === 'cancelled'
        ? { type: 'ended', state: 'stopped', seconds: seconds() }
        : { type: 'ended', state: 'failed', error: wire, seconds: seconds() };
    try {
      emit(end);
    } catch (unwritten) {
      // The disk may be full: whoever follows learns the end all the same.
      console.error(unwritten);
      tellParent({ type: 'event', event: log.number(end) });
    }
  }
}

/** Everything before the first batch: the engine, the data, the network on the engine. */
async function prepare(spec: RunSpec, emit: Emit, signal: AbortSignal): Promise<Session> {
  const { training: settings, model } = trainableLesson(spec.lesson);
  const plan = planOf(spec);
  emit({
    type: 'created',
    runId: spec.runId,
    lesson: spec.lesson,
    dataset: settings.dataset.name,
    training: settings,
    model,
    seed: spec.seed,
    plan,
    optimizer: settings.compile.optimizer,
  });
  emit({ type: 'phase', phase: 'preparing-engine' });
  const { engine, passedOver } = await chooseEngine({
    engine: spec.engine,
    fetchEngine: spec.fetchEngine,
    dataFolder: spec.dataFolder,
    signal,
    onFetch: progress(emit, 'fetching-engine'),
  });
  emit({ type: 'engine', ...engine.facts, passedOver });
  emit({ type: 'phase', phase: 'loading-data' });
  const data = await loadMnist(spec.dataFolder, { signal, onProgress: progress(emit, 'fetching-data') });
  const network = buildNetwork(model);
  const session = await engine.open({
    network,
    weights: initialWeights(network, spec.seed),
    compile: settings.compile,
    dropout: settings.dropout,
    augmentation: null,
    training: data.training,
    test: data.test,
    batchSize: plan.batchSize,
  });
  if (signal.aborted) throw new ConvScopeError('cancelled');
  return session;
}

async function trainAndKeep(
  spec: RunSpec,
  run: { session: Session; emit: Emit; signal: AbortSignal },
): Promise<void> {
  const { session, emit, signal } = run;
  const { compile } = trainableLesson(spec.lesson).training;
  const folder = runFolderPath(spec.dataFolder, spec.runId);
  for await (const event of train({
    session,
    plan: planOf(spec),
    optimizer: compile.optimizer,
    seed: spec.seed,
    signal,
  })) {
    // A snapshot is announced only when it can be read.
    if (event.type === 'snapshot') await writeSnapshot(folder, event.step, await session.readWeights());
    emit(event);
  }
  session.dispose();
}

function planOf(spec: RunSpec) {
  const { batchSize } = trainableLesson(spec.lesson).training.fit;
  const { training: samples, test: testSamples } = mnistSizes;
  return { epochs: spec.epochs, batchSize, samples, batches: Math.ceil(samples / batchSize), testSamples };
}

/** Progress of a transfer as events: a few a second are enough for a person. */
function progress(emit: Emit, phase: 'fetching-engine' | 'fetching-data') {
  let last = 0;
  return (received: number, total: number) => {
    const now = performance.now();
    if (now - last < 250 && received < total) return;
    last = now;
    emit({ type: 'phase', phase, received, total });
  };
}

function tellParent(message: FromRunProcess): void {
  // Without a parent the log is enough.
  if (process.connected) process.send?.(message, undefined, undefined, () => {});
}

/** How long (ms) what hangs on, such as a request that nobody waits for, may keep the process from ending. */
const leavingPatience = 2000;

/** Lets the last messages go out and ends. */
function leave(): void {
  if (process.connected) process.disconnect();
  setTimeout(() => process.exit(), leavingPatience).unref();
}
