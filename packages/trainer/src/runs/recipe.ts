import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { trainingConfig } from '@convscope/model';
import { ConvScopeError, engineId } from '@convscope/protocol';
import * as z from 'zod';
import { writeFileWhole } from './whole-file.js';

/** In a run's folder: what the run is. */
export const recipeName = 'run.json';
/** The newest format that this version reads, and the one that it writes. */
const newestFormat = 2;

const layout = z.array(
  z.object({ layer: z.string(), name: z.string(), shape: z.array(z.int().positive()).readonly() }),
);

/** The engine that trained a run; all of it decides about the last bits of every number. */
export const engineFacts = z.object({
  engine: engineId,
  version: z.string(),
  device: z.string(),
  threads: z.int().positive(),
  parts: z.int().positive(),
});
export type RecordedEngine = z.infer<typeof engineFacts>;

const format2 = z.object({
  format: z.literal(newestFormat),
  runId: z.string(),
  /** The lesson's id; of any other network, its name. */
  name: z.string(),
  /** The lesson's id, if it is one. */
  lesson: z.string().optional(),
  title: z.object({ en: z.string(), ru: z.string() }),
  /** ms since 1970. */
  startedAt: z.number(),
  /** A Keras config. */
  model: z.unknown(),
  training: trainingConfig,
  seed: z.int().nonnegative(),
  /** Where the weights come from before the first step: of a file they are in the first checkpoint. */
  initialWeights: z.enum(['seed', 'file']),
  /** Known once the run has opened it. */
  engine: engineFacts.nullable(),
  /** In which order snapshots and checkpoints hold the weights. */
  layout,
});

/** The first runs recorded no settings: they can be shown, not resumed. */
const format1 = z.object({
  format: z.literal(1),
  runId: z.string(),
  lesson: z.string(),
  startedAt: z.number(),
  layout,
});

/** All that a run was asked to do: with the data, enough to do it again to the bit. */
export type Recipe = z.infer<typeof format2>;
/** A run's `run.json`, of any format that was ever written. */
export type RunFile = Recipe | z.infer<typeof format1>;

/** Throws `unknown-run` where there is no file, `run-too-new`, `run-damaged`. */
export async function readRunFile(folder: string): Promise<RunFile> {
  const text = await readFile(path.join(folder, recipeName), 'utf8').catch((error: unknown) => {
    throw new ConvScopeError('unknown-run', { runId: path.basename(folder) }, { cause: error });
  });
  const content = parsed(text);
  const { format } = z.object({ format: z.number() }).catch({ format: 0 }).parse(content);
  if (format > newestFormat) {
    throw new ConvScopeError('run-too-new', { folder, format, known: newestFormat });
  }
  const file = z.discriminatedUnion('format', [format1, format2]).safeParse(content);
  if (file.success) return file.data;
  throw new ConvScopeError(
    'run-damaged',
    { folder, reason: 'recipe-unfit', name: recipeName },
    { cause: file.error },
  );
}

/** Replaces the file at once: whoever reads finds the old one or the new one. Throws `disk-full`, `folder-not-writable`. */
export async function writeRecipe(folder: string, recipe: Recipe): Promise<void> {
  const text = `${JSON.stringify(recipe, null, 2)}\n`;
  await writeFileWhole(path.join(folder, recipeName), Buffer.from(text), { durable: true });
}

/** What a run is called: the lesson's id, or the network's name. */
export const runName = (file: RunFile): string => (file.format === 1 ? file.lesson : file.name);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
