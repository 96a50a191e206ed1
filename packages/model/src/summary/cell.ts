export type Alignment = 'left' | 'center' | 'right';

/**
 * The lines of a table cell, each exactly `width` characters. Text breaks between words, the space staying
 * with the word before it; a word wider than the cell is cut and ends in `…`. This is how Python's rich, which
 * draws Keras's summary, does it.
 */
export function cellLines(text: string, width: number, alignment: Alignment): string[] {
  return breakIntoLines(text, width).map((line) =>
    align(cut(fitted(line, width, alignment), width), width, alignment),
  );
}

function breakIntoLines(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.match(/\s*\S+\s*/g) ?? []) {
    const fits = line.length + word.trimEnd().length <= width;
    if (!fits && line !== '') {
      lines.push(line);
      line = '';
    }
    line += word;
  }
  return [...lines, line];
}

/** Spaces at a line's end give way before letters do; in a line that is not set from the left, all of them. */
function fitted(line: string, width: number, alignment: Alignment): string {
  if (alignment !== 'left') return line.trimEnd();
  return line.slice(0, Math.max(width, line.trimEnd().length));
}

function cut(line: string, width: number): string {
  return line.length > width ? `${line.slice(0, width - 1)}…` : line;
}

function align(line: string, width: number, alignment: Alignment): string {
  switch (alignment) {
    case 'left':
      return line.padEnd(width);
    case 'right':
      return line.padStart(width);
    case 'center':
      return line.padStart(line.length + Math.floor((width - line.length) / 2)).padEnd(width);
  }
}
