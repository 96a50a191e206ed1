import { ConvScopeError } from '@convscope/protocol';

const notWritable = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EISDIR', 'ENOENT', 'EDQUOT']);

/** A failed write as the user should read it: `disk-full`, `folder-not-writable`; anything else as it is. */
export function writeError(error: unknown, path: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC') return new ConvScopeError('disk-full', { path }, { cause: error });
  if (code === undefined || !notWritable.has(code)) return error;
  return new ConvScopeError('folder-not-writable', { path, reason: code }, { cause: error });
}
