import { toWireError } from '@convscope/protocol';
import { answerTask } from './answer-task.js';
import { inferenceRequest, type InferenceAnswer } from './messages.js';

/** A process that computes with one network and ends: it waits for the request of its parent and answers it. */
export function inferenceProcessMain(): void {
  process.on('disconnect', () => process.exit());
  process.once('message', (message) => {
    answerTask(inferenceRequest.parse(message), tell).then(
      () => tell({ type: 'done' }),
      (error: unknown) => {
        console.error(error);
        tell({ type: 'failed', error: toWireError(error) });
      },
    );
  });
}

const tell = (part: InferenceAnswer) => void process.send?.(part);
