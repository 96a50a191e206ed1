import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  ConvScopeError,
  metricsToJson,
  runEvent,
  type NewRunEvent,
  type RunEvent,
} from '@convscope/protocol';

/** One event a line, numbered from 0 without a gap. A line is the event on the wire is the line of `--json`. */
export const eventLogName = 'events.jsonl';

export const eventLine = (event: RunEvent) => `${JSON.stringify(event, metricsToJson)}\n`;

const newline = 0x0a;

/** Appends to a run's log. Only one process writes at a time: the run's own, or its parent after it died. */
export class EventLog {
  private readonly path: string;
  private readonly file: number;
  /** In bytes: where the last whole line ends. */
  private size: number;

  /** `next` is the number of the next event: 0 for a new run. Half a line of a killed process is taken off. */
  constructor(
    folder: string,
    private next: number,
    private readonly now: () => number = Date.now,
  ) {
    this.path = path.join(folder, eventLogName);
    this.file = openSync(this.path, 'a', 0o600);
    this.size = readFileSync(this.path).lastIndexOf(newline) + 1;
    ftruncateSync(this.file, this.size);
  }

  /** The event with the number and time that it would have now. */
  number(event: NewRunEvent): RunEvent {
    return { n: this.next, time: this.now(), ...event };
  }

  /** Numbers the event and writes it, whole or not at all. Throws `disk-full`. */
  append(event: NewRunEvent): RunEvent {
    const numbered = this.number(event);
    const line = Buffer.from(eventLine(numbered));
    try {
      for (let written = 0; written < line.length;) written += writeSync(this.file, line, written);
    } catch (error) {
      ftruncateSync(this.file, this.size);
      throw writeError(error, this.path);
    }
    this.size += line.length;
    this.next += 1;
    return numbered;
  }

  close(): void {
    closeSync(this.file);
  }
}

/**
 * All events of a run with a number of `from` or more. A process that was killed may leave half a line at the end:
 * that is no event. Anything else that does not fit throws `run-damaged`.
 */
export async function readEvents(folder: string, from = 0): Promise<RunEvent[]> {
  const text = await readFile(path.join(folder, eventLogName), 'utf8').catch((error: unknown) => {
    throw new ConvScopeError('run-damaged', { folder, reason: (error as Error).message });
  });
  const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
  lines.pop();
  return lines.slice(from).map((line, index) => parseLine(line, from + index, folder));
}

function parseLine(line: string, n: number, folder: string): RunEvent {
  try {
    const event = runEvent.parse(JSON.parse(line));
    if (event.n !== n) throw new Error(`it has number ${event.n}`);
    return event;
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw new ConvScopeError('run-damaged', { folder, reason: `event ${n}: ${reason}` });
  }
}

/** A failed write, as the user should read it. */
export function writeError(error: unknown, file: string): unknown {
  const full = (error as NodeJS.ErrnoException).code === 'ENOSPC';
  return full ? new ConvScopeError('disk-full', { path: file }, { cause: error }) : error;
}
