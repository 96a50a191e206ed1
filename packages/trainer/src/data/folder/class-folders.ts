import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { ConvScopeError } from '@convscope/protocol';
import { unreadable } from '../unreadable.js';

/** A class as it lies on disk. */
export interface ClassFolder {
  name: string;
  folder: string;
  /** Its pictures, in the order of their paths. */
  files: readonly string[];
}

const read = new Set(['.png', '.jpg', '.jpeg']);
/** Pictures too, which nobody would expect to be passed over in silence. */
const notRead = new Set(['.bmp', '.gif', '.webp', '.tif', '.tiff', '.avif', '.heic']);

/**
 * The class folders of a folder, sorted by name as in Keras's `image_dataset_from_directory`, each with the pictures in
 * it and below it. Hidden names are passed over, as are files that are no pictures; a link to a class or to a picture is
 * followed, a link to a folder inside a class is not: links cannot go round in circles.
 *
 * @throws ConvScopeError `dataset-no-classes`, `dataset-empty-class`, `dataset-unreadable`
 */
export async function findClassFolders(folder: string): Promise<ClassFolder[]> {
  const names = await subfolders(folder);
  const classes: ClassFolder[] = [];
  for (const name of names) {
    const classFolder = path.join(folder, name);
    classes.push({ name, folder: classFolder, files: await pictures(classFolder) });
  }
  if (classes.every(({ files }) => files.length === 0))
    throw new ConvScopeError('dataset-no-classes', { folder });
  const empty = classes.find(({ files }) => files.length === 0);
  if (empty) throw new ConvScopeError('dataset-empty-class', { folder: empty.folder });
  return classes;
}

/** The names of the folders in a folder, links included, sorted. */
export async function subfolders(folder: string): Promise<string[]> {
  const names: string[] = [];
  for (const entry of await entriesOf(folder)) {
    if (isHidden(entry.name)) continue;
    if (entry.isDirectory()) names.push(entry.name);
    // A link that leads nowhere is no folder.
    else if (entry.isSymbolicLink()) {
      const target = await stat(path.join(folder, entry.name)).catch(() => undefined);
      if (target?.isDirectory()) names.push(entry.name);
    }
  }
  return names.sort();
}

async function pictures(folder: string): Promise<string[]> {
  const files: string[] = [];
  const folders: string[] = [];
  for (const entry of await entriesOf(folder)) {
    const file = path.join(folder, entry.name);
    if (isHidden(entry.name)) continue;
    if (entry.isDirectory()) folders.push(file);
    else if (isPicture(file) && (entry.isFile() || (await leadsToFile(file, entry.isSymbolicLink()))))
      files.push(file);
  }
  files.sort();
  for (const below of folders.sort()) files.push(...(await pictures(below)));
  return files;
}

function isPicture(file: string): boolean {
  const extension = path.extname(file).toLowerCase();
  if (notRead.has(extension)) {
    throw new ConvScopeError('dataset-unreadable', { file, reason: 'picture-kind' });
  }
  return read.has(extension);
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  return readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw unreadable(folder, error);
  });
}

async function leadsToFile(file: string, isLink: boolean): Promise<boolean> {
  if (!isLink) return false;
  try {
    return (await stat(file)).isFile();
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** `.DS_Store`, `.git`; `__MACOSX` is what the Mac puts into its zip files. */
const isHidden = (name: string) => name.startsWith('.') || name === '__MACOSX';
