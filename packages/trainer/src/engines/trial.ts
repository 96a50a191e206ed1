import { fork } from 'node:child_process';
import { ConvScopeError, engineId, wireError, type EngineId } from '@convscope/protocol';
import * as z from 'zod';

/** What the parent asks the process of a trial. */
export const trialWish = z.object({ engine: engineId, dataFolder: z.string(), measure: z.boolean() });
export type TrialWish = z.infer<typeof trialWish>;

const trialFacts = z.object({
  engine: engineId,
  version: z.string(),
  device: z.string(),
  threads: z.number(),
  parts: z.number(),
  /** Whether what is called a graphics card is the processor. */
  software: z.boolean(),
});
export type TrialFacts = z.infer<typeof trialFacts>;

/** What it answers: first how the engine opened, then how fast it is. */
const trialAnswer = z.discriminatedUnion('type', [
  z.object({ type: z.literal('opened'), facts: trialFacts }),
  z.object({ type: z.literal('measured'), samplesPerSecond: z.number().positive() }),
  z.object({ type: z.literal('failed'), error: wireError }),
]);
export type TrialAnswer = z.infer<typeof trialAnswer>;

export interface Trial {
  facts: TrialFacts;
  /** Images of LeNet-5 a second, updates included; not there where it was not asked for, or took too long. */
  samplesPerSecond?: number;
}

export interface TrialOptions extends TrialWish {
  /** The trainer's own program. */
  program: string;
  signal?: AbortSignal;
  /** ms after which it is given up. */
  patience?: number;
}

/**
 * Opens an engine, in a process of its own: a driver that crashes ends that process.
 * @throws ConvScopeError what opening it throws, `engine-crashed`, `cancelled`
 */
export async function tryEngine(options: TrialOptions): Promise<Trial> {
  const { program, signal, patience = 20_000, ...wish } = options;
  if (signal?.aborted) throw new ConvScopeError('cancelled');
  const child = fork(program, ['engine-trial'], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
  });
  let printed = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (printed = (printed + text).slice(-4096)));
  let trial: Trial | undefined;
  let failure: ConvScopeError | undefined;
  child.on('message', (message) => {
    const answer = trialAnswer.parse(message);
    if (answer.type === 'opened') trial = { facts: answer.facts };
    else if (answer.type === 'measured') trial = { ...trial!, samplesPerSecond: answer.samplesPerSecond };
    else failure = new ConvScopeError(answer.error.code, answer.error.args);
  });
  const giveUp = AbortSignal.any([AbortSignal.timeout(patience), ...(signal ? [signal] : [])]);
  const kill = () => child.kill('SIGKILL');
  giveUp.addEventListener('abort', kill, { once: true });
  const end = new Promise<string>((resolve) => {
    child.once('error', ({ message }) => resolve(message));
    child.once('close', (code, killer) => resolve(killer ?? `exit code ${code ?? '?'}`));
  });
  child.send(wish);
  const how = await end;
  giveUp.removeEventListener('abort', kill);
  if (signal?.aborted) throw new ConvScopeError('cancelled');
  if (failure) throw failure;
  const crashed = how !== 'exit code 0' && !giveUp.aborted;
  if (trial && !crashed) return trial;
  throw crash(wish.engine, giveUp.aborted ? `no answer within ${patience / 1000} s` : how, printed);
}

function crash(engine: EngineId, how: string, printed: string): ConvScopeError {
  return new ConvScopeError('engine-crashed', { engine, reason: how }, { cause: new Error(printed) });
}
