import type { RunEvent } from '@convscope/protocol';
import type { RunProcess } from '../run-process/run-process.js';
import type { RunLog } from '../runs/run-log.js';
import type { CliContext } from './context.js';
import { exitCodes } from './finish.js';
import { plainOutput, terminalOutput } from './output.js';
import { Report, type Output } from './report.js';
import { jsonLine, runLines } from './run-lines.js';

/** Where what happens in a run is shown: a person's terminal, a pipe, or a program that reads JSON. */
export interface Stage {
  /** `goesOn`: of an end, whether the run has gone on since. */
  show(event: RunEvent, goesOn?: boolean): void;
  /** Takes note of what happened before, without a word. */
  recall(events: readonly RunEvent[]): void;
  /** For a person only. */
  say(text: string): void;
}

/** The place on standard output for one run. */
export function stage(folder: string, context: CliContext, fetchOffer?: string): Stage {
  const { json, language } = context;
  if (json) {
    const line = runLines({ folder, language });
    return {
      // `end` is the last line and no other: an end that the run went on from stays the event that it is.
      show: (event, goesOn = false) => void process.stdout.write(jsonLine(goesOn ? event : line(event))),
      recall: (events) => events.forEach(line),
      say() {},
    };
  }
  const output = standardOutput();
  const report = new Report(output, context, { folder, plain: !process.stdout.isTTY, fetchOffer });
  return {
    show: (event) => report.add(event),
    recall: (events) => report.recall(events),
    say: (text) => output.line(text),
  };
}

/** A terminal, or whole lines in a pipe. */
export const standardOutput = (): Output =>
  process.stdout.isTTY ? terminalOutput(process.stdout) : plainOutput(process.stdout);

/** Shows the events from number `from` on, those there are and each new one. Ends with the run. */
export function showUntilEnd(log: RunLog, show: (event: RunEvent) => void, from = 0): Promise<void> {
  let shown = from;
  return new Promise((resolve) => {
    const catchUp = () => {
      while (shown < log.events.length) show(log.events[shown++]!);
      if (shown > from && log.events.at(-1)?.type === 'ended') resolve();
    };
    log.onDidAppend(catchUp);
    catchUp();
  });
}

/** Shows a run that this program trains, from event `from` on; signals end it. Returns the exit code. */
export async function superviseRun(
  run: RunProcess,
  at: Stage,
  context: CliContext,
  from = 0,
): Promise<number> {
  const asked = stopOnSignals(run, () => at.say(context.say('stopping')));
  await showUntilEnd(run, (event) => at.show(event), from);
  await run.ended;
  const last = run.events.at(-1);
  if (last?.type !== 'ended' || last.state === 'failed') return exitCodes.failed;
  return last.state === 'finished' ? exitCodes.done : (asked.exitCode ?? exitCodes.terminated);
}

/** The same Ctrl+C may arrive twice, from the terminal and from a parent such as npm. In ms. */
const sameKeyPress = 300;

/** Once: finish the batch, keep a checkpoint, end. Twice: at once. Says which exit code the first signal asks for. */
function stopOnSignals(run: RunProcess, onStopping: () => void): { exitCode?: number } {
  const asked: { exitCode?: number } = {};
  let askedAt: number | undefined;
  const stop = (exitCode: number) => () => {
    const now = performance.now();
    if (askedAt !== undefined) {
      if (now - askedAt > sameKeyPress) run.kill();
      return;
    }
    askedAt = now;
    asked.exitCode = exitCode;
    onStopping();
    run.stop();
  };
  process.on('SIGINT', stop(exitCodes.interrupted));
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, stop(exitCodes.terminated));
  // Whoever read along has gone, as `head` does: nobody waits for the rest.
  process.stdout.on('error', () => {
    asked.exitCode ??= exitCodes.interrupted;
    run.stop();
  });
  return asked;
}
