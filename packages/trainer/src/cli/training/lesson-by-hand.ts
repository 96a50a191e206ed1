import type { Lesson } from '@convscope/model';
import type { CliContext } from '../context.js';
import { exitCodes } from '../finish.js';
import { jsonLine } from '../run-lines.js';

/** A lesson whose weights are set by hand. */
export type LessonByHand = Lesson & { byHand: NonNullable<Lesson['byHand']> };

/**
 * Where nothing is trained, what the network says is shown instead: `[[3.]]`, as NumPy prints it. With `--json`, a
 * line `{"type":"prediction","lesson",…,"output":[[3]]}` before the `end`.
 */
export async function predictByHand(
  lesson: LessonByHand,
  { say, json }: Pick<CliContext, 'say' | 'json'>,
): Promise<number> {
  // Only this needs an engine here: the runs have processes of their own.
  const { runByHand } = await import('../../inference/run-by-hand.js');
  const output = await runByHand(lesson);
  if (json) {
    process.stdout.write(jsonLine({ type: 'prediction', lesson: lesson.id, output }));
    process.stdout.write(jsonLine({ type: 'end', status: 'finished' }));
  } else {
    console.log(say('untrained', { lesson: lesson.id }));
    console.log(`[${output.map((row) => `[${row.map(asNumPy).join(' ')}]`).join('\n ')}]`);
  }
  return exitCodes.done;
}

/** `3.`, `2.5`. */
const asNumPy = (value: number) => (Number.isInteger(value) ? `${value}.` : String(value));
