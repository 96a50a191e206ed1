import { execFile, spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as z from 'zod';

/** A model file to load, and the images to predict (`.npy`); without, it is only loaded. */
export interface KerasJob {
  file: string;
  images?: string;
}

const answer = z.union([
  z.object({
    predictions: z.array(z.array(z.number())),
    weights: z.array(z.object({ shape: z.array(z.int()), first8: z.array(z.number()) })),
    optimizer: z
      .object({
        class_name: z.string(),
        iterations: z.int(),
        learning_rate: z.number(),
        variables: z.array(z.object({ path: z.string(), first8: z.array(z.number()) })),
      })
      .nullable(),
  }),
  z.object({ error: z.string() }),
]);

/** What Keras answered: predictions, all weights in the order of `model.weights`, and the optimizer as it stands, or why it did not load the file. */
export type KerasAnswer = z.output<typeof answer>;

/**
 * Loads model files with real Keras, of the version that `scripts/keras` installs into the checkout.
 * @throws Error with what is missing on this machine: the comparison is never left out silently
 */
export async function withRealKeras(jobs: readonly KerasJob[]): Promise<KerasAnswer[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [script('setup.mjs')]);
  const python = spawn(stdout.trim(), [script('load_and_predict.py')], { stdio: ['pipe', 'pipe', 'pipe'] });
  python.stdin.end(JSON.stringify({ jobs }));
  const [lines, errors] = await Promise.all([text(python.stdout), text(python.stderr)]);
  const answers = lines
    .trim()
    .split('\n')
    .map((line) => answer.parse(JSON.parse(line)));
  if (answers.length !== jobs.length) throw new Error(`Keras stopped before it was done: ${errors}`);
  return answers;
}

function script(name: string): string {
  return fileURLToPath(new URL(`../../../../scripts/keras/${name}`, import.meta.url));
}
