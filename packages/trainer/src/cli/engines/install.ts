import { ConvScopeError, engineNames, render, toWireError } from '@convscope/protocol';
import { carryOut, planInstall, type InstallableEngine, type InstallPlan } from '../../engines/install.js';
import { tryEngine } from '../../engines/trial.js';
import { thisProgram } from '../../run-process/run-process.js';
import { askYesNo, canAsk } from '../ask.js';
import type { CliContext } from '../context.js';
import { exitCodes } from '../finish.js';
import { megabytes, type Output } from '../report.js';
import { jsonLine } from '../run-lines.js';
import { untilSignal } from '../until-signal.js';
import { UsageError } from '../usage-errors.js';
import { standardOutput } from '../watch-run.js';

export interface InstallOptions {
  python?: string;
  yes: boolean;
  json: boolean;
}

/** `convscope engine install`: says what there is to fetch, asks, fetches, and tries what it got. */
export async function installEngine(
  engine: InstallableEngine,
  { python, yes, json }: InstallOptions,
  context: CliContext,
): Promise<number> {
  const { dataFolder, say } = context;
  if (python !== undefined && engine !== 'tensorflow')
    throw new UsageError(say('engine.pythonOnlyTensorFlow'));
  const output: Output = json ? silent : standardOutput();
  return untilSignal(context, async (signal) => {
    const wish = { dataFolder, python, signal };
    const plan = await planInstall({ engine, ...wish });
    if (!(await agreed(plan, yes, output, context))) {
      output.line(say('engine.declined'));
      return exitCodes.failed;
    }
    const onProgress = showProgress(engine, output, context);
    const folder = await carryOut(plan, { ...wish, onProgress });
    const version = versionOf(plan);
    if (json) process.stdout.write(jsonLine({ type: 'installed', engine, version, folder, how: plan.kind }));
    output.line(result(plan, engine, folder, context));
    output.line(await trialOf(engine, context, signal));
    return exitCodes.done;
  });
}

const silent: Output = { line() {}, transient() {} };

/** Whether what is to be fetched, if anything, may be. @throws ConvScopeError `engine-not-agreed` */
async function agreed(
  plan: InstallPlan,
  yes: boolean,
  output: Output,
  context: CliContext,
): Promise<boolean> {
  if (plan.kind !== 'fetch') return true;
  const { say, json } = context;
  const { engine, version, folder, fetchBytes, diskBytes, tool } = plan.fetchable;
  const name = engineNames[engine];
  const size = megabytes(say, fetchBytes);
  if (plan.unfit) {
    const { tooOld, version: own, reason } = plan.unfit;
    output.line(say(tooOld ? 'engine.tooOld' : 'engine.doesNotLoad', { version: own, reason }));
  }
  output.line(
    say('engine.fetchPlan', { name, version, size, tool, disk: megabytes(say, diskBytes), folder }),
  );
  if (yes) return true;
  if (json || !canAsk()) throw new ConvScopeError('engine-not-agreed', { engine: name, size, folder });
  return askYesNo(say('engine.fetchQuestion'), say);
}

/** In a pipe a line now and then, at a terminal one that moves, with `--json` an object every so often. */
function showProgress(engine: InstallableEngine, output: Output, { say, json }: CliContext) {
  const name = engineNames[engine];
  let shown = 0;
  let complete = false;
  return (received: number, total: number) => {
    const now = performance.now();
    if (complete || (now - shown < 250 && received < total)) return;
    shown = now;
    complete = received >= total;
    if (json) process.stdout.write(jsonLine({ type: 'progress', engine, received, total }));
    const amounts = { received: megabytes(say, received), total: megabytes(say, total) };
    if (complete) output.line(say('engine.unpacking', { name }));
    else output.transient(say('engine.fetching', { name, ...amounts }));
  };
}

function versionOf(plan: InstallPlan): string {
  switch (plan.kind) {
    case 'nothing':
      return plan.version;
    case 'remember':
      return plan.tensorFlow.version;
    case 'fetch':
      return plan.fetchable.version;
  }
}

function result(plan: InstallPlan, engine: InstallableEngine, folder: string, { say }: CliContext): string {
  const facts = { name: engineNames[engine], version: versionOf(plan), folder };
  switch (plan.kind) {
    case 'nothing':
      return say('engine.here', facts);
    case 'remember':
      return say('engine.remembered', { ...facts, python: plan.tensorFlow.python });
    case 'fetch':
      return say('engine.installed', facts);
  }
}

/** That an engine is here does not mean that it works: WebGPU needs a graphics card, and a driver may be bad. */
async function trialOf(
  engine: InstallableEngine,
  { dataFolder, say, language }: CliContext,
  signal: AbortSignal,
): Promise<string> {
  try {
    const { facts } = await tryEngine({ engine, dataFolder, measure: false, program: thisProgram(), signal });
    if (!facts.software) return say('engine.works', { device: facts.device });
    return render({ code: 'webgpu-software', args: { device: facts.device } }, language);
  } catch (error) {
    if (signal.aborted) throw error;
    return say('engine.worksNot', { reason: render(toWireError(error), language) });
  }
}
