import { datasetName, lessons, type Language, type Lesson } from '@convscope/model';

/** Lessons whose network is trained; in lesson 1 nothing is. */
export const trainableLessons: readonly Lesson[] = lessons.filter(({ training }) => training);

/** `LeNet-5 · MNIST` */
export function runTitle(lesson: Lesson, language: Language): string {
  const dataset = lesson.training && datasetName(lesson.training.dataset);
  return [lesson.title[language], dataset].filter(Boolean).join(' · ');
}
