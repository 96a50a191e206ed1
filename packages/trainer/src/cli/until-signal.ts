import { ConvScopeError } from '@convscope/protocol';
import { exitCodes } from './finish.js';

/**
 * Does work that Ctrl+C, or a request to end, cancels; it cleans up after itself.
 * @returns the exit code: that of the work, or as shells have it where it was cancelled so
 */
export async function untilSignal(work: (signal: AbortSignal) => Promise<number>): Promise<number> {
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
    return code;
  } finally {
    for (const [name, handler] of handlers) process.off(name, handler);
  }
}
