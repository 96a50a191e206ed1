import { ConvScopeError, render, toWireError, type ErrorCode } from '@convscope/protocol';
import { CommanderError, type Command } from 'commander';
import type { CliContext } from './context.js';
import { isHelp } from './help.js';
import { jsonLine } from './run-lines.js';
import { UsageError, usageSentence } from './usage-errors.js';

/** 0 is done. A stopped training ends as shells have it: 128 and the number of the signal. */
export const exitCodes = { done: 0, failed: 1, usage: 2, interrupted: 130, terminated: 143 } as const;

/** What was typed does not fit what there is: nothing was begun. */
const usageErrors: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['unknown-lesson', 'unknown-run']);

/** Ends the program with the exit code of a command's work, or with the sentence of what went wrong. */
export async function finish(work: Promise<number>, context: CliContext): Promise<void> {
  try {
    process.exitCode = await work;
  } catch (error) {
    process.exitCode = report(error, context);
  }
}

/** Runs the program; what commander finds wrong with the command line is said in the user's language. */
export async function parse(program: Command, argv: readonly string[], context: CliContext): Promise<void> {
  try {
    await program.parseAsync([...argv]);
  } catch (error) {
    if (isHelp(error)) return;
    const told =
      error instanceof CommanderError
        ? new UsageError(usageSentence(error, commandOf(program, argv.slice(2)), context.say), {
            cause: error,
          })
        : error;
    process.exitCode = report(told, context);
  }
}

/** Says an error on stderr, and as the last line of `--json`. Returns the exit code. */
function report(error: unknown, { language, json }: CliContext): number {
  const isUsage = error instanceof UsageError;
  const wire = toWireError(error);
  const message = isUsage ? error.message : render(wire, language);
  console.error(message);
  if (!isUsage && !(error instanceof ConvScopeError)) console.error(error);
  const code = isUsage ? 'wrong-usage' : wire.code;
  if (json) process.stdout.write(jsonLine({ type: 'end', status: 'failed', error: { code, message } }));
  return isUsage || usageErrors.has(wire.code) ? exitCodes.usage : exitCodes.failed;
}

/** The innermost command that the words name. */
function commandOf(program: Command, words: readonly string[]): Command {
  const [word, ...rest] = words.filter((each) => !each.startsWith('-'));
  const command = program.commands.find((each) => each.name() === word);
  return command ? commandOf(command, rest) : program;
}
