import { ConvScopeError, render } from '@convscope/protocol';
import type { CliContext } from './context.js';
import { exitCodes } from './finish.js';
import { jsonLine } from './run-lines.js';

/**
 * Does work that Ctrl+C, or a request to end, cancels; it cleans up after itself.
 * @returns the exit code: that of the work, or as shells have it where it was cancelled so
 */
export async function untilSignal(
  context: CliContext,
  work: (signal: AbortSignal) => Promise<number>,
): Promise<number> {
  const controller = new AbortController();
  let code: number | undefined;
  const cancelWith = (exitCode: number) => () => {
    code ??= exitCode;
    controller.abort();
  };
  const handlers = [
    ['SIGINT', cancelWith(exitCodes.interrupted)],
    ['SIGTERM', cancelWith(exitCodes.terminated)],
    ['SIGHUP', cancelWith(exitCodes.terminated)],
  ] as const;
  for (const [name, handler] of handlers) process.on(name, handler);
  try {
    return await work(controller.signal);
  } catch (error) {
    if (code === undefined || !(error instanceof ConvScopeError) || error.code !== 'cancelled') throw error;
    sayCancelled(context);
    return code;
  } finally {
    for (const [name, handler] of handlers) process.off(name, handler);
  }
}

function sayCancelled({ language, json }: CliContext): void {
  const error = { code: 'cancelled' as const, message: render({ code: 'cancelled', args: {} }, language) };
  // Below the line that showed how far it was.
  console.error(process.stderr.isTTY ? `\n${error.message}` : error.message);
  if (json) process.stdout.write(jsonLine({ type: 'end', status: 'stopped', error }));
}
