import { ConvScopeError, renderReason, type ErrorArgs } from '@convscope/protocol';

/** Why a file is no data that we can read; whoever knows its name says which. Its message is the English clause. */
export class UnreadableError extends Error {
  /** @param reason one of the protocol's `reasons` with its arguments, or an English clause for what is rare */
  constructor(
    readonly reason: string,
    readonly args: ErrorArgs = {},
  ) {
    super(renderReason(reason, args, 'en'));
  }
}

/** What the system says of a file, by its code. */
const ofSystem: Partial<Record<string, string>> = {
  ENOENT: 'file-missing',
  EACCES: 'file-forbidden',
  EPERM: 'file-forbidden',
  EISDIR: 'file-not-ordinary',
};

/** A `dataset-unreadable` of what went wrong with a file; what is neither that nor the system's stays what it is. */
export function unreadable(file: string, error: unknown): unknown {
  if (error instanceof ConvScopeError) return error;
  const options = { cause: error };
  if (error instanceof UnreadableError) {
    const { reason, args } = error;
    return new ConvScopeError('dataset-unreadable', { ...args, file, reason }, options);
  }
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === undefined) return error;
  return new ConvScopeError('dataset-unreadable', { file, reason: ofSystem[code] ?? message }, options);
}
