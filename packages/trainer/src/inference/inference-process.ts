import { fork } from 'node:child_process';
import { ConvScopeError } from '@convscope/protocol';
import { thisProgram } from '../run-process/run-process.js';
import { inferenceAnswer, type InferenceAnswer, type InferenceRequest } from './messages.js';

/** How much of what a process printed is kept for the case that it crashes, in characters. */
const keptOutput = 4000;

/**
 * Lets a process of its own compute with a network: a native crash ends nothing else, and what an engine prints stays
 * out of the way. Resolves when all answers have come.
 * @throws ConvScopeError what the process met; `inference-crashed` where it ended without a word
 * @param program the entry file of which it is a process
 */
export function infer(
  request: InferenceRequest,
  onAnswer: (answer: InferenceAnswer) => void,
  program = thisProgram(),
): Promise<void> {
  const child = fork(program, ['inference-process'], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let printed = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    printed = (printed + text).slice(-keptOutput);
  });
  return new Promise((resolve, reject) => {
    child.on('message', (message) => {
      const answer = inferenceAnswer.parse(message);
      if (answer.type === 'done' || answer.type === 'failed') {
        // It ends when its parent lets go of it.
        child.disconnect();
        if (answer.type === 'done') resolve();
        else reject(new ConvScopeError(answer.error.code, answer.error.args));
      } else {
        onAnswer(answer);
      }
    });
    child.once('error', reject);
    child.once('close', (code, signal) => {
      const cause = new Error(printed);
      reject(new ConvScopeError('inference-crashed', { reason: signal ?? `exit code ${code}` }, { cause }));
    });
    child.send(request, (error) => error && reject(error));
  });
}
