import { createInterface } from 'node:readline';
import type { Say } from './texts.js';

/** Whether somebody sits there who can be asked. */
export const canAsk = (): boolean => process.stdin.isTTY && process.stderr.isTTY;

/** Asks a question in the terminal; anything but a yes is a no, as are Ctrl+C and Ctrl+D. */
export async function askYesNo(question: string, say: Say): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await new Promise<string>((resolve) => {
    terminal.once('close', () => resolve(''));
    terminal.question(`${question} ${say('ask.yesNo')} `, resolve);
  });
  terminal.close();
  return say('ask.yes').split(' ').includes(answer.trim().toLowerCase());
}
