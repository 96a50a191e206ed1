import { open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { ConvScopeError } from '@convscope/protocol';
import { checkClasses, checkMemory, checkShape, type NetworkShape } from '../fit-network.js';
import type { Dataset, ImageSet } from '../image-set.js';
import { unreadable } from '../unreadable.js';
import { splitOffValidation } from '../validation-split.js';
import { pixelScale, toBytes, toClasses, type NamedValues, type PixelScale } from './images-and-labels.js';
import { longestHeader, npyBytes, readNpyHeader, readNpyValues, type NpyHeader } from './npy.js';
import { ArchiveError, readEntry, readZipDirectory, type ZipEntry } from './zip.js';

export interface NpzOptions extends NetworkShape {
  validationSplit: number;
  signal?: AbortSignal | undefined;
  /** Bytes read, of bytes in all. */
  onRead?: ((done: number, total: number) => void) | undefined;
}

/** What is validated on where the file has no test set and the training does not say. */
const defaultShare = 0.2;

/**
 * A NumPy archive with the names of Keras's own data sets: `x_train`, `y_train`, and `x_test`, `y_test`; without these
 * two the last images are validated and tested on. Images are `[n, height, width, channels]`, or `[n, height, width]` if
 * grey, 0–255 or 0–1, of any number type; labels class numbers or one-hot.
 *
 * All headers are checked before any values are read, so what does not fit takes neither time nor memory.
 *
 * @throws ConvScopeError `dataset-…` with what does not fit, `cancelled`
 */
export async function loadNpz(file: string, options: NpzOptions): Promise<Dataset> {
  const handle = await open(file).catch(() => undefined);
  if (handle === undefined) throw new ConvScopeError('dataset-not-found', { path: file });
  try {
    return await readArchive(handle, file, options);
  } catch (error) {
    throw unreadable(file, error);
  } finally {
    await handle.close();
  }
}

/** An array of the archive of which only the header was read. */
interface Listed {
  name: string;
  entry: ZipEntry;
  header: NpyHeader;
}

async function readArchive(handle: FileHandle, file: string, options: NpzOptions): Promise<Dataset> {
  const entries = await readZipDirectory(handle);
  const pairs = await listPairs(handle, entries);
  for (const { x, y } of pairs) checkPair(x, y, file, options);
  const total = pairs.reduce((sum, { x, y }) => sum + x.entry.size + y.entry.size, 0);
  checkMemory(path.basename(file), total);

  let done = 0;
  const onPart = (bytes: number) => {
    if (options.signal?.aborted) throw new ConvScopeError('cancelled');
    options.onRead?.((done += bytes), total);
  };
  const sets: ImageSet[] = [];
  let scale: PixelScale | undefined;
  for (const { x, y } of pairs) {
    const pixels = await readValues(handle, x, onPart);
    scale ??= pixelScale(pixels);
    const { numbers, classes } = toClasses(await readValues(handle, y, onPart));
    const [count, height, width, channels = 1] = x.header.shape as [number, number, number, number?];
    sets.push({ count, height, width, channels, classes, images: toBytes(pixels, scale), labels: numbers });
  }
  const classes = Math.max(...sets.map((set) => set.classes));
  checkClasses({ dataset: path.basename(file), classes }, options);
  const [training, test] = sets.map((set) => ({ ...set, classes })) as [ImageSet, ImageSet?];
  const share = options.validationSplit;
  if (test) return splitOffValidation({ training, validation: test, test }, share);
  const split = splitOffValidation({ training, validation: training, test: training }, share || defaultShare);
  return { ...split, test: split.validation };
}

async function listPairs(
  handle: FileHandle,
  entries: readonly ZipEntry[],
): Promise<{ x: Listed; y: Listed }[]> {
  const find = (name: string) => entries.find((entry) => entry.name === `${name}.npy`);
  const pairs: { x: Listed; y: Listed }[] = [];
  for (const [x, y] of [
    ['x_train', 'y_train'],
    ['x_test', 'y_test'],
  ] as const) {
    const [images, labels] = [find(x), find(y)];
    if (images === undefined && labels === undefined && pairs.length > 0) continue;
    if (images === undefined || labels === undefined) {
      const there = entries.map(({ name }) => path.basename(name, '.npy')).slice(0, 8);
      if (there.length === 0) throw new ArchiveError('npz-lacks-all');
      throw new ArchiveError('npz-lacks', { missing: images ? y : x, there: there.join(', ') });
    }
    pairs.push({ x: await list(handle, x, images), y: await list(handle, y, labels) });
  }
  return pairs;
}

async function list(handle: FileHandle, name: string, entry: ZipEntry): Promise<Listed> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of readEntry(handle, entry)) {
    parts.push(part);
    if ((length += part.length) >= longestHeader) break;
  }
  const header = readNpyHeader(Buffer.concat(parts), name);
  if (npyBytes(header) !== entry.size) {
    throw new ArchiveError('npz-size', { name, expected: npyBytes(header), size: entry.size });
  }
  return { name, entry, header };
}

function checkPair(x: Listed, y: Listed, file: string, network: NetworkShape): void {
  const [count, ...image] = x.header.shape;
  const have = image.length === 2 ? [...image, 1] : image;
  checkShape({ dataset: `${path.basename(file)} (${x.name})`, have }, network);
  if (count === 0) throw new ArchiveError('npz-no-images', { name: x.name });
  if (count !== y.header.shape[0]) {
    const counts = {
      images: x.name,
      numImages: count ?? 0,
      labels: y.name,
      numLabels: y.header.shape[0] ?? 0,
    };
    throw new ArchiveError('npz-counts', counts);
  }
}

async function readValues(
  handle: FileHandle,
  { name, entry, header }: Listed,
  onPart: (bytes: number) => void,
): Promise<NamedValues> {
  // Of its own, so that values of any width lie as they must.
  const bytes = new Uint8Array(entry.size - header.length);
  let at = -header.length;
  for await (const part of readEntry(handle, entry)) {
    onPart(part.length);
    const values = at < 0 ? part.subarray(-at) : part;
    bytes.set(values, Math.max(at, 0));
    at += part.length;
  }
  return { name, values: readNpyValues(bytes, header), shape: header.shape, isBoolean: header.type === 'b1' };
}
