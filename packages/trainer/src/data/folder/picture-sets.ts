import path from 'node:path';
import { ConvScopeError } from '@convscope/protocol';
import { shuffledIndices } from '../../training/shuffle.js';
import { findClassFolders, subfolders, type ClassFolder } from './class-folders.js';

/** A picture's file and the number of its class. */
export interface LabelledFile {
  file: string;
  label: number;
}

/** Which pictures of a folder are for what, before any of them is opened. */
export interface PictureSets {
  classNames: string[];
  training: LabelledFile[];
  validation: LabelledFile[];
  /** The same list as `validation` where the folder has no test folder. */
  test: LabelledFile[];
}

/** How a folder without sets of its own is split. */
export interface Split {
  /** Decides which pictures, `[0, 1)`; 0 takes `defaultShare` where there is nothing else to validate on. */
  share: number;
  seed: number;
}

/** What is validated on where neither the folder nor the training says. */
const defaultShare = 0.2;

/**
 * Sorts the pictures of a folder into sets. Two layouts are known: `DIR/CLASS/…`, and `DIR/train/CLASS/…` with
 * `DIR/validation/CLASS/…` (or `val`, `valid`) and `DIR/test/CLASS/…`. Where there is no validation folder, pictures
 * drawn by the seed are split off (not those that Keras's own seed would draw); both sets keep the order of the files.
 *
 * @throws ConvScopeError `dataset-…`
 */
export async function findPictureSets(folder: string, split: Split): Promise<PictureSets> {
  const inside = await subfolders(folder);
  const train = await setFolder(folder, inside, ['train', 'training']);
  if (train === undefined) {
    const classes = await findClassFolders(folder);
    const classNames = atLeastTwo(folder, classes);
    const { training, validation } = splitOff(label(classes), {
      ...split,
      share: split.share || defaultShare,
    });
    return { classNames, training, validation, test: validation };
  }

  const classes = await findClassFolders(train);
  const classNames = atLeastTwo(folder, classes);
  const ofSet = async (names: readonly string[]) => {
    const found = await setFolder(folder, inside, names);
    return found === undefined ? undefined : label(await knownClasses(found, classNames), classNames);
  };
  const [ownValidation, ownTest] = [await ofSet(['validation', 'val', 'valid']), await ofSet(['test'])];
  const all = label(classes);
  if (ownValidation)
    return { classNames, training: all, validation: ownValidation, test: ownTest ?? ownValidation };
  if (ownTest && split.share === 0) return { classNames, training: all, validation: ownTest, test: ownTest };
  const { training, validation } = splitOff(all, { ...split, share: split.share || defaultShare });
  return { classNames, training, validation, test: ownTest ?? validation };
}

/** A folder of this name that holds folders; one that holds pictures is a class called `train`. */
async function setFolder(
  folder: string,
  inside: readonly string[],
  names: readonly string[],
): Promise<string | undefined> {
  const name = inside.find((candidate) => names.includes(candidate.toLowerCase()));
  if (name === undefined) return undefined;
  const found = path.join(folder, name);
  return (await subfolders(found)).length > 0 ? found : undefined;
}

function atLeastTwo(folder: string, classes: readonly ClassFolder[]): string[] {
  const names = classes.map(({ name }) => name);
  if (names.length === 1) {
    throw new ConvScopeError('dataset-one-class', { dataset: path.basename(folder), name: names[0]! });
  }
  return names;
}

/** A set's classes; some may be missing, none may be new. */
async function knownClasses(folder: string, classNames: readonly string[]): Promise<ClassFolder[]> {
  const classes = await findClassFolders(folder);
  const unknown = classes.map(({ name }) => name).filter((name) => !classNames.includes(name));
  if (unknown.length > 0) {
    throw new ConvScopeError('dataset-other-classes', { folder, names: unknown.slice(0, 5).join(', ') });
  }
  return classes;
}

function label(classes: readonly ClassFolder[], names = classes.map(({ name }) => name)): LabelledFile[] {
  return classes.flatMap(({ name, files }) => files.map((file) => ({ file, label: names.indexOf(name) })));
}

function splitOff(files: readonly LabelledFile[], { share, seed }: Split) {
  const numValidation = Math.floor(share * files.length);
  if (numValidation === 0 || numValidation === files.length) {
    throw new ConvScopeError('dataset-split', { share, count: files.length });
  }
  const drawn = new Set(shuffledIndices(files.length, seed, 0).subarray(files.length - numValidation));
  return {
    training: files.filter((_, i) => !drawn.has(i)),
    validation: files.filter((_, i) => drawn.has(i)),
  };
}
