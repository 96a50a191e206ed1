import type { WriteStream } from 'node:tty';
import type { Output } from './report.js';

/** Moves to the start of the line and clears it (ECMA-48: CR, EL). */
const clearLine = '\r\u001B[K';

/** How wide a terminal is taken to be that does not know: containers and build servers say 0. */
const usualColumns = 80;

/** A terminal: the transient line is drawn over, and cut at the edge so that it stays one line. */
export function terminalOutput(stream: WriteStream): Output {
  let drawn = false;
  return {
    line(text) {
      stream.write(`${drawn ? clearLine : ''}${text}\n`);
      drawn = false;
    },
    transient(...forms) {
      const room = (stream.columns || usualColumns) - 1;
      const fitting = forms.find(({ length }) => length <= room) ?? forms.at(-1) ?? '';
      stream.write(clearLine + fitting.slice(0, room));
      drawn = true;
    },
  };
}

/** A pipe or a file: whole lines only. */
export function plainOutput(stream: NodeJS.WritableStream): Output {
  return { line: (text) => void stream.write(`${text}\n`), transient() {} };
}
