import { closeSync, fdatasyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import {
  ConvScopeError,
  metricsToJson,
  runEvent,
  type NewRunEvent,
  type RunEvent,
} from '@convscope/protocol';
import { writeError } from './write-error.js';

/** One event a line, numbered from 0 without a gap: as JSON what clients get. */
export const eventLogName = 'events.jsonl';

const eventLine = (event: RunEvent) => `${JSON.stringify(event, metricsToJson)}\n`;

const newline = 0x0a;

/** Appends to a run's log. Only one process writes at a time: the run's own, or its parent after it died. */
export class EventLog {
  private readonly path: string;
  private readonly file: number;
  /** In bytes: where the last whole line ends. */
  private size: number;

  /**
   * `next` is the number of the next event: 0 for a new run. Half a line of a killed process is taken off. Throws
   * `disk-full`, `folder-not-writable`.
   */
  constructor(
    folder: string,
    private next: number,
    private readonly now: () => number = Date.now,
  ) {
    this.path = path.join(folder, eventLogName);
    try {
      this.file = openSync(this.path, 'a', 0o600);
      this.size = readFileSync(this.path).lastIndexOf(newline) + 1;
      ftruncateSync(this.file, this.size);
    } catch (error) {
      throw writeError(error, this.path);
    }
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

  /** Brings what was appended to the disk: a power failure does not take it any more. */
  sync(): void {
    fdatasyncSync(this.file);
  }

  close(): void {
    closeSync(this.file);
  }
}

/** Reads a log that may still grow, each event once. */
export class EventReader {
  /** In bytes: where the last whole line that was read ends. */
  private offset = 0;
  private next = 0;

  constructor(private readonly folder: string) {}

  /**
   * The events since the last call. A process that was killed may leave half a line at the end: that is no event
   * (yet). Anything else that does not fit throws `run-damaged`.
   */
  async read(): Promise<RunEvent[]> {
    const text = await this.rest();
    const whole = text.subarray(0, text.lastIndexOf(newline) + 1);
    const lines = whole.toString('utf8').split('\n').slice(0, -1);
    const events = lines.map((line, index) => parseLine(line, this.next + index, this.folder));
    this.offset += whole.length;
    this.next += events.length;
    return events;
  }

  private async rest(): Promise<Buffer> {
    const file = await open(path.join(this.folder, eventLogName)).catch((error: unknown) => {
      // A process that was just started, or killed before its first event.
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      const reason = (error as Error).message;
      throw new ConvScopeError('run-damaged', { folder: this.folder, reason }, { cause: error });
    });
    if (!file) return Buffer.alloc(0);
    try {
      const { size } = await file.stat();
      const rest = Buffer.alloc(Math.max(0, size - this.offset));
      const { bytesRead } = await file.read(rest, 0, rest.length, this.offset);
      return rest.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  }
}

/** All events of a run; none where a process was ended before it wrote one. Throws `run-damaged`. */
export async function readEvents(folder: string): Promise<RunEvent[]> {
  return await new EventReader(folder).read();
}

/** The event of a line. Throws `run-damaged`. @param n its number, where that is known */
export function parseLine(line: string, n: number | undefined, folder: string): RunEvent {
  try {
    const event = runEvent.parse(JSON.parse(line));
    if (n !== undefined && event.n !== n) throw new Error(`it has number ${event.n}`);
    return event;
  } catch (error) {
    const detail = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    const place = n === undefined ? { reason: 'last-event-damaged' } : { reason: 'event-damaged', n };
    throw new ConvScopeError('run-damaged', { folder, ...place, detail });
  }
}
