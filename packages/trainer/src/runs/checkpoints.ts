import { createHash } from 'node:crypto';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { ConvScopeError, metricsToJson } from '@convscope/protocol';
import * as z from 'zod';
import { trainingProgress } from '../training/progress.js';
import { version } from '../version.js';
import { removeParts, writeFolder } from './durable-folder.js';
import { fromBytes, toBytes } from './float-file.js';
import { engineFacts } from './recipe.js';

const keptCheckpoints = 2;
const manifestName = 'manifest.json';

/** `state.json`: everything of a checkpoint that is no array. Lengths in values, array by array. */
const stateFile = z.object({
  format: z.literal(1),
  progress: trainingProgress,
  seed: z.int().nonnegative(),
  /** What computed it; of weights out of a file, `null`. */
  engine: engineFacts.nullable(),
  /** ConvScope's version. */
  version: z.string(),
  /** The number of the newest event then; the log is on disk at least up to it. */
  lastEvent: z.int().min(-1),
  weights: z.array(z.int().nonnegative()),
  /** `null`: the optimizer starts anew. */
  slots: z.array(z.int().nonnegative()).nullable(),
  hasBest: z.boolean(),
});
type StateFile = z.infer<typeof stateFile>;

const manifestFile = z.object({
  format: z.literal(1),
  files: z.array(z.object({ name: z.string(), bytes: z.int(), sha256: z.string() })),
});

/** All that a training needs to go on to the bit, beside the recipe and the data. */
export interface Checkpoint extends Pick<StateFile, 'progress' | 'seed' | 'engine' | 'lastEvent'> {
  /** In the order of the run's layout. */
  weights: readonly Float32Array[];
  /** In the order of Keras's optimizer; `null`: it starts anew. */
  slots: readonly Float32Array[] | null;
  /** The weights of the best epoch so far, where a callback keeps them. */
  best: readonly Float32Array[] | null;
}

const checkpointsFolder = (folder: string) => path.join(folder, 'checkpoints');

/** Sorts as the training goes: the end of an epoch comes after its last batch, though it has the same step. */
const nameOf = ({ step, epoch }: Checkpoint['progress']) =>
  `step-${String(step).padStart(8, '0')}-epoch-${String(epoch).padStart(5, '0')}`;
const checkpointName = /^step-\d{8,}-epoch-\d{5,}$/;

/**
 * Keeps a checkpoint and removes all but the newest two. It is there whole or not at all, after a crash or a power
 * failure too. Throws `disk-full`, `folder-not-writable`.
 */
export async function writeCheckpoint(folder: string, checkpoint: Checkpoint): Promise<void> {
  const target = path.join(checkpointsFolder(folder), nameOf(checkpoint.progress));
  // The same moment again, such as a stop right after an epoch's end: the same content.
  if (await stat(target).catch(() => undefined)) return;
  const { progress, seed, engine, lastEvent, weights, slots, best } = checkpoint;
  const state: StateFile = {
    format: 1,
    progress,
    seed,
    engine,
    version,
    lastEvent,
    weights: lengths(weights),
    slots: slots && lengths(slots),
    hasBest: best !== null,
  };
  const files = [
    { name: 'weights.f32', bytes: toBytes(weights) },
    ...(slots ? [{ name: 'slots.f32', bytes: toBytes(slots) }] : []),
    ...(best ? [{ name: 'best.f32', bytes: toBytes(best) }] : []),
    { name: 'state.json', bytes: Buffer.from(`${JSON.stringify(state, metricsToJson, 2)}\n`) },
  ];
  const manifest: z.infer<typeof manifestFile> = {
    format: 1,
    files: files.map(({ name, bytes }) => ({ name, bytes: bytes.byteLength, sha256: sha256(bytes) })),
  };
  await writeFolder(target, [
    ...files,
    { name: manifestName, bytes: Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`) },
  ]);
  for (const old of (await names(folder)).slice(keptCheckpoints)) await remove(folder, old);
}

/**
 * The newest checkpoint that is whole; `undefined` if there never was one. Throws `checkpoint-damaged` if there are
 * some and none is whole.
 * @param numEvents events in the log: a checkpoint that the log does not reach up to is left out
 */
export async function readNewestCheckpoint(
  folder: string,
  numEvents: number,
): Promise<Checkpoint | undefined> {
  let problem: unknown;
  const all = await names(folder);
  for (const name of all) {
    try {
      const checkpoint = await read(path.join(checkpointsFolder(folder), name));
      if (checkpoint.lastEvent < numEvents) return checkpoint;
      problem = new Error(`${name}: the log ends before it`);
    } catch (error) {
      problem = error;
    }
  }
  if (all.length === 0) return undefined;
  const reason = problem instanceof Error ? (problem.message.split('\n')[0] ?? '') : String(problem);
  throw new ConvScopeError('checkpoint-damaged', { folder, reason }, { cause: problem });
}

/** Removes what a training that goes on from `progress` makes void, and what killed writers left behind. */
export async function removeLaterCheckpoints(
  folder: string,
  progress: Checkpoint['progress'] | undefined,
): Promise<void> {
  await removeParts(checkpointsFolder(folder));
  for (const name of await names(folder)) {
    if (!progress || name > nameOf(progress)) await remove(folder, name);
  }
}

/** Newest first. */
async function names(folder: string): Promise<string[]> {
  const entries = await readdir(checkpointsFolder(folder)).catch(() => []);
  return entries
    .filter((name) => checkpointName.test(name))
    .sort()
    .reverse();
}

const remove = (folder: string, name: string) =>
  rm(path.join(checkpointsFolder(folder), name), { recursive: true, force: true });

async function read(folder: string): Promise<Checkpoint> {
  const name = path.basename(folder);
  const { files } = manifestFile.parse(JSON.parse(await readFile(path.join(folder, manifestName), 'utf8')));
  const contents = new Map<string, Buffer>();
  for (const file of files) {
    const bytes = await readFile(path.join(folder, path.basename(file.name)));
    if (bytes.length !== file.bytes || sha256(bytes) !== file.sha256) {
      throw new Error(`${name}/${file.name} is not what was written`);
    }
    contents.set(file.name, bytes);
  }
  const content = (file: string) => {
    const bytes = contents.get(file);
    if (!bytes) throw new Error(`${name}/${file} is missing`);
    return bytes;
  };
  const state = stateFile.parse(JSON.parse(content('state.json').toString('utf8')));
  const { progress, seed, engine, lastEvent } = state;
  return {
    progress,
    seed,
    engine,
    lastEvent,
    weights: fromBytes(content('weights.f32'), state.weights),
    slots: state.slots && fromBytes(content('slots.f32'), state.slots),
    best: state.hasBest ? fromBytes(content('best.f32'), state.weights) : null,
  };
}

const lengths = (arrays: readonly Float32Array[]) => arrays.map(({ length }) => length);

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
