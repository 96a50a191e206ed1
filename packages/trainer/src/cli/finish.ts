import { ModelError } from '@convscope/model';
import { render, toWireError, type ErrorCode } from '@convscope/protocol';
import { CommanderError, type Command } from 'commander';
import type { CliContext } from './context.js';
import { isHelp } from './help.js';
import { jsonLine } from './run-lines.js';
import { commanderReason, fullName, UsageError } from './usage-errors.js';

/** 0 is done. A stopped training ends as shells have it: 128 and the number of the signal. */
export const exitCodes = { done: 0, failed: 1, usage: 2, interrupted: 130, terminated: 143 } as const;

/** What was asked for does not fit what there is: nothing was begun. */
const usageErrors: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'unknown-lesson',
  'unknown-run',
  'ambiguous-run',
  'unknown-layer',
  'dataset-shape',
  'dataset-more-classes',
  'train-range-too-far',
  'test-index-too-far',
  'epochs-too-few',
  'callback-schedule',
  'out-not-empty',
  'file-exists',
]);

/** Ends the program with the exit code of a command's work. What it throws is told by {@link parse}. */
export async function finish(work: Promise<number>): Promise<void> {
  process.exitCode = await work;
}

/** Runs the program. What goes wrong is said on stderr in the user's language, and as the last line of `--json`. */
export async function parse(program: Command, argv: readonly string[], context: CliContext): Promise<void> {
  try {
    await program.parseAsync([...argv]);
  } catch (error) {
    process.exitCode = report(error, commandOf(program, argv.slice(2)), context);
  }
}

/** Says an error. Returns the exit code. */
function report(error: unknown, command: Command, { say, language, json }: CliContext): number {
  if (isHelp(error)) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  const { code, message, exitCode } = told();
  console.error(message);
  if (code === 'internal') console.error(error);
  if (json) process.stdout.write(jsonLine({ type: 'end', status: 'failed', error: { code, message } }));
  return exitCode;

  function told(): { code: ErrorCode | 'wrong-usage'; message: string; exitCode: number } {
    const reason =
      error instanceof CommanderError
        ? commanderReason(error, command, say)
        : error instanceof UsageError
          ? error.message
          : undefined;
    if (reason !== undefined) {
      const message = say('error.command', { reason, command: fullName(command) });
      return { code: 'wrong-usage', message, exitCode: exitCodes.usage };
    }
    const wire =
      error instanceof ModelError
        ? ({ code: 'model-unsupported', args: { reason: error.clause } } as const)
        : toWireError(error);
    const exitCode = usageErrors.has(wire.code) ? exitCodes.usage : exitCodes.failed;
    return { code: wire.code, message: render(wire, language), exitCode };
  }
}

/** The innermost command that the words name. */
function commandOf(program: Command, words: readonly string[]): Command {
  const [word, ...rest] = words.filter((each) => !each.startsWith('-'));
  const command = program.commands.find((each) => each.name() === word);
  return command ? commandOf(command, rest) : program;
}
