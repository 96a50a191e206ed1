import { closeSync, openSync, writeSync } from 'node:fs';
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

/** Appends to a run's log. Only one process writes at a time: the run's own, or its parent after it died. */
export class EventLog {
  private readonly file: number;

  /** `next` is the number of the next event: 0 for a new run. */
  constructor(
    private readonly folder: string,
    private next: number,
    private readonly now: () => number = Date.now,
  ) {
    this.file = openSync(path.join(folder, eventLogName), 'a', 0o600);
  }

  /** Writes the event and gives it its number and time. Throws `disk-full`. */
  append(event: NewRunEvent): RunEvent {
    const numbered = { n: this.next, time: this.now(), ...event };
    const line = Buffer.from(eventLine(numbered));
    try {
      for (let written = 0; written < line.length;) written += writeSync(this.file, line, written);
    } catch (error) {
      throw writeError(error, path.join(this.folder, eventLogName));
    }
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
