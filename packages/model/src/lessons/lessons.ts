import type { Lesson } from '../lesson.js';
import { cifar10 } from './cifar10.js';
import { lenet5 } from './lenet5.js';
import { lenet5Classic } from './lenet5-classic.js';
import { verticalLine } from './vertical-line.js';

/** The lessons, in the order of the course, each followed by its variants. */
export const lessons: readonly Lesson[] = [verticalLine, lenet5, lenet5Classic, cifar10];

/** The lesson of this id, if there is one; ids also come from a command line or a wire. */
export function lessonById(id: string): Lesson | undefined {
  return lessons.find((lesson) => lesson.id === id);
}
