import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { ConvScopeError } from '@convscope/protocol';
import { tarballName, type FetchOptions, type NpmPackage } from './npm-source.js';

/** The files of a data set as they lie in its folder once it was fetched, with the SHA-256 of each. */
export interface PackagedFiles {
  package: NpmPackage;
  /** By the path inside the folder. */
  sha256: Readonly<Record<string, string>>;
}

/** Where a data set lies once it was fetched. */
const packageFolder = (dataFolder: string, { name, version }: NpmPackage) =>
  path.join(dataFolder, 'datasets', `${name}-${version}`);

/**
 * All files of a data set, fetched first if it is not there. Every byte is checked at every load: training on damaged
 * data fails in ways nobody understands.
 *
 * @throws ConvScopeError `package-not-fetched`, `data-damaged` (with the folder), `disk-full`, `cancelled`
 */
export async function readPackagedFiles<Name extends string>(
  files: PackagedFiles & { sha256: Readonly<Record<Name, string>> },
  dataFolder: string,
  options: FetchOptions,
): Promise<Record<Name, Uint8Array>> {
  const folder = packageFolder(dataFolder, files.package);
  const isThere = existsSync(folder);
  try {
    return await readVerified(folder, files.sha256, options.signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  // A file of it was deleted: what is left would be in the way.
  if (isThere) await rm(folder, { recursive: true, force: true });
  // npm's libraries are large, and needed once.
  const { fetchNpmPackage } = await import('./npm-package.js');
  await fetchNpmPackage(files.package, folder, options);
  return await readVerified(folder, files.sha256, options.signal);
}

async function readVerified<Name extends string>(
  folder: string,
  sha256: Readonly<Record<Name, string>>,
  signal: AbortSignal | undefined,
): Promise<Record<Name, Uint8Array>> {
  const names = Object.keys(sha256) as Name[];
  const entries: [Name, Uint8Array][] = [];
  for (const name of names) {
    if (signal?.aborted) throw new ConvScopeError('cancelled');
    const bytes = await readFile(path.join(folder, name));
    if (createHash('sha256').update(bytes).digest('hex') !== sha256[name]) {
      const reason = `${path.basename(name)} is not the original (SHA-256)`;
      throw new ConvScopeError('data-damaged', { file: folder, reason });
    }
    entries.push([name, bytes]);
  }
  return Object.fromEntries(entries) as Record<Name, Uint8Array>;
}

/** Whether a data set is here, unpacked or as a tarball that the user put there. */
export function isFetched(source: NpmPackage, dataFolder: string): boolean {
  const folder = packageFolder(dataFolder, source);
  return existsSync(folder) || existsSync(path.join(path.dirname(folder), tarballName(source)));
}
