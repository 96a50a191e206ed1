import { toWireError, type EngineId, type WireError } from '@convscope/protocol';
import { describeEngines, type EngineReport } from '../engines/describe.js';
import { inspectPython, type PythonFacts } from '../engines/tensorflow/inspect-python.js';
import { tryEngine, type TrialFacts } from '../engines/trial.js';
import { examineCache, type CacheFacts } from './cache.js';
import { examineMachine, type MachineFacts } from './machine.js';
import { examineNpm, type NpmFacts } from './npm.js';

/** An engine with what came of trying it. */
export interface EngineFindings extends EngineReport {
  /** As it opened here. */
  facts?: TrialFacts;
  /** Images of LeNet-5 a second, in batches of 128, updates included. */
  samplesPerSecond?: number;
}

/** One thing that the doctor looked at; they come one after another, since some take seconds. */
export type Finding =
  | { type: 'machine'; machine: MachineFacts }
  | { type: 'cache'; cache: CacheFacts }
  | { type: 'python'; python: PythonFacts | null }
  | { type: 'npm'; npm: NpmFacts }
  | { type: 'engine'; engine: EngineFindings };

export interface ExaminationOptions {
  dataFolder: string;
  /** The trainer's own program: each engine is tried in a process of it. */
  program: string;
  signal: AbortSignal;
}

/** Looks at everything that training needs. Half a minute at most; changes nothing. */
export async function* examine(options: ExaminationOptions): AsyncGenerator<Finding> {
  const { dataFolder, signal } = options;
  // The network may be slow to say no: it is asked first and heard last.
  const npm = examineNpm(signal);
  yield { type: 'machine', machine: await examineMachine(dataFolder) };
  yield { type: 'cache', cache: await examineCache(dataFolder) };
  yield { type: 'python', python: (await inspectPython({ signal })) ?? null };
  yield { type: 'npm', npm: await npm };
  for (const engine of await describeEngines(dataFolder, { verify: true, signal })) {
    yield { type: 'engine', engine: await tryIfReady(engine, options) };
  }
}

/** ms for each engine: all three within half a minute. */
const patience = 8000;

async function tryIfReady(
  report: EngineReport,
  { dataFolder, program, signal }: ExaminationOptions,
): Promise<EngineFindings> {
  if (report.state !== 'ready' || report.error) return report;
  const { engine } = report;
  try {
    const wish = { engine, dataFolder, measure: true };
    return { ...report, ...(await tryEngine({ ...wish, program, signal, patience })) };
  } catch (error) {
    if (signal.aborted) throw error;
    return { ...report, state: 'not-available', error: toWireError(error) };
  }
}

/** What `auto` takes of these, if any works: the first that opened, and no processor that is called a graphics card. */
export const chosenOf = (engines: readonly EngineFindings[]): EngineId | undefined =>
  engines.find(({ facts }) => facts !== undefined && !facts.software)?.engine;

/** What an engine's user should know or do, beyond what an error says. */
export type EngineAdvice =
  | { kind: 'error'; error: WireError }
  | { kind: 'fetch'; engine: 'tensorflow' | 'webgpu'; bytes: number }
  | { kind: 'python-first' }
  | { kind: 'own-unfit'; python: string; version: string; tooOld: boolean; reason: string };

/** What to do about an engine; nothing where it works. */
export function adviceFor(engine: EngineFindings, python: PythonFacts | null): EngineAdvice[] {
  const { error, facts, state, fetchBytes = 0 } = engine;
  if (error) return [{ kind: 'error', error }];
  if (facts?.software) {
    return [{ kind: 'error', error: { code: 'webgpu-software', args: { device: facts.device } } }];
  }
  if (state !== 'can-be-fetched' || engine.engine === 'wasm') return [];
  const fetch: EngineAdvice = { kind: 'fetch', engine: engine.engine, bytes: fetchBytes };
  if (engine.engine === 'webgpu') return [fetch];
  if (python?.pip === undefined) return [{ kind: 'python-first' }];
  const own = python.tensorflow;
  if (own?.usable !== false) return [fetch];
  const { version, tooOld, reason } = own;
  return [{ kind: 'own-unfit', python: python.program, version, tooOld, reason }, fetch];
}
