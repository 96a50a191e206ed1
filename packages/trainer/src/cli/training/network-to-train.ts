import { lessonById, lessons, type TrainingConfig, type Text } from '@convscope/model';
import { suggest } from '../suggest.js';
import type { Say } from '../texts.js';
import { UsageError } from '../usage-errors.js';
import type { LessonByHand } from './lesson-by-hand.js';

/** A network that a person named to be trained. */
export interface NetworkToTrain {
  /** A Keras config. */
  model: unknown;
  /** What runs of it are called: the lesson's id, the file's name without its ending. */
  name: string;
  title: Text;
  lesson?: string;
  /** How it is trained if nobody says otherwise. */
  training: TrainingConfig;
}

/**
 * The lesson of this id, or the network of this model file.
 * @throws UsageError where there is neither, with what was probably meant
 */
export function networkToTrain(text: string, say: Say): NetworkToTrain | LessonByHand {
  const lesson = lessonById(text);
  if (lesson?.byHand) return { ...lesson, byHand: lesson.byHand };
  if (lesson?.training) {
    const { id, model, title, training } = lesson;
    return { model, name: id, title, lesson: id, training };
  }
  const sentence = say('error.noLesson', { name: text });
  const word = suggest(
    text,
    lessons.map(({ id }) => id),
  );
  throw new UsageError(word === undefined ? sentence : say('error.didYouMean', { sentence, word }));
}
