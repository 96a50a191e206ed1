import { randomInt } from 'node:crypto';
import { describeModel, lessonById, lessons, type Lesson } from '@convscope/model';
import { ConvScopeError, type EngineId } from '@convscope/protocol';
import type { RunSpec } from '../run-process/messages.js';
import type { WeightPlace } from '../training/weights.js';
import { createRunFolder, newRunId } from './run-folder.js';

/** What a person asked for: a lesson, and what they want otherwise than the lesson has it. */
export interface RunWish {
  lesson: string;
  engine: EngineId | 'auto';
  fetchEngine: boolean;
  epochs?: number | undefined;
  /** Random if not given, and recorded: the run can be done again. */
  seed?: number | undefined;
}

/** A lesson that can be trained. Throws `unknown-lesson`, `lesson-not-trained`, `lesson-not-ready`. */
export function trainableLesson(id: string): Lesson & { training: NonNullable<Lesson['training']> } {
  const lesson = lessonById(id);
  if (!lesson) {
    throw new ConvScopeError('unknown-lesson', {
      lesson: id,
      known: lessons.map((known) => known.id).join(', '),
    });
  }
  const { training } = lesson;
  if (!training) throw new ConvScopeError('lesson-not-trained', { lesson: id });
  if (training.dataset.name !== 'mnist') {
    throw new ConvScopeError('lesson-not-ready', { lesson: id });
  }
  return { ...lesson, training };
}

/** Makes the folder of a new run. Nothing is trained yet. */
export async function prepareRun(
  dataFolder: string,
  wish: RunWish,
): Promise<{ folder: string; spec: RunSpec }> {
  const lesson = trainableLesson(wish.lesson);
  const now = new Date();
  const runId = newRunId(lesson.id, now);
  const { folder } = await createRunFolder(dataFolder, {
    runId,
    lesson: lesson.id,
    startedAt: now.getTime(),
    layout: weightLayout(lesson),
  });
  const spec: RunSpec = {
    dataFolder,
    runId,
    lesson: lesson.id,
    engine: wish.engine,
    fetchEngine: wish.fetchEngine,
    epochs: wish.epochs ?? lesson.training.fit.epochs,
    seed: wish.seed ?? randomInt(2 ** 32),
  };
  return { folder, spec };
}

function weightLayout(lesson: Lesson): WeightPlace[] {
  return describeModel(lesson.model).layers.flatMap((layer) =>
    layer.weights.map(({ name, shape }) => ({ layer: layer.name, name, shape })),
  );
}
