import { datasetName, lessons, type Language, type Lesson } from '@convscope/model';

/** Lessons that this version trains. In lesson 1 nothing is trained; lesson 3 needs a trainer that comes later. */
export const trainableLessons: readonly Lesson[] = lessons.filter(({ id }) => id === 'lenet5');

/** `LeNet-5 · MNIST` */
export function runTitle(lesson: Lesson, language: Language): string {
  const dataset = lesson.training && datasetName(lesson.training.dataset);
  return [lesson.title[language], dataset].filter(Boolean).join(' · ');
}
