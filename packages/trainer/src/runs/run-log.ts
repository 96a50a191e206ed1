import { open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { RunEvent, RunInfo } from '@convscope/protocol';
import { EventReader, eventLogName, parseLine } from './event-log.js';
import { ownedSince, runOwner } from './run-owner.js';

/** The events of one run: those there are, and word of new ones while it goes on, and when it is resumed. */
export interface RunLog {
  readonly events: readonly RunEvent[];
  /** Returns what takes the listener off. */
  onDidAppend(listener: () => void): () => void;
}

/** How often the log of another process's run is read, in ms; nothing tells us of its end either. */
const readEvery = 500;
/** The same for one that is over: it may be resumed. */
const readEveryWhenOver = 2000;

/**
 * The log of a run on disk. While another process trains it (the command line's, or one that outlives its host) its
 * file is followed, and so it is after its end: somebody may resume it. A run whose process ended without a word gets
 * its end here: who follows a run always learns one. Throws `run-damaged`.
 */
export async function openRunLog(folder: string): Promise<RunLog> {
  const log = new FollowedLog(folder, []);
  await log.refresh();
  return log;
}

/** A log that is read from its file again and again while somebody listens. */
export class FollowedLog implements RunLog {
  private readonly reader: EventReader;
  private readonly listeners = new Set<() => void>();
  private timer: NodeJS.Timeout | undefined;

  /** @param events those that are known already; new ones are added to this very array */
  constructor(
    private readonly folder: string,
    readonly events: RunEvent[],
  ) {
    this.reader = new EventReader(folder);
  }

  onDidAppend(listener: () => void): () => void {
    this.listeners.add(listener);
    if (this.listeners.size === 1) this.readOn();
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) clearTimeout(this.timer);
    };
  }

  /** Throws `run-damaged`. */
  async refresh(): Promise<void> {
    // Asked before the file is read: what a process wrote before it ended is read then.
    const alive = runOwner(this.folder) !== undefined;
    const before = this.events.length;
    // An end that we gave it stands in the file too, with the same number, if the run was resumed.
    for (const event of await this.reader.read()) this.events[event.n] = event;
    if (!alive && !this.isOver) this.end();
    if (this.events.length > before) this.tell();
  }

  private get isOver(): boolean {
    return this.events.at(-1)?.type === 'ended';
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }

  private end(): void {
    this.events.push(interrupted(this.events.length));
  }

  private readOn(): void {
    this.timer = setTimeout(
      () => {
        void this.refresh()
          .catch(() => {
            // Damaged, or taken away: nothing more will come of it.
            if (this.isOver) return;
            this.end();
            this.tell();
          })
          .finally(() => {
            if (this.listeners.size > 0) this.readOn();
          });
      },
      this.isOver ? readEveryWhenOver : readEvery,
    );
    // Nobody waits for what most likely never comes.
    if (this.isOver) this.timer.unref();
  }
}

/** How a run stands, by the end of its log. Throws `run-damaged`. */
export async function runState(folder: string): Promise<RunInfo['state']> {
  const last = await lastEvent(folder);
  const since = ownedSince(folder);
  if (last?.type !== 'ended') return since === undefined ? 'failed' : 'running';
  // A process that was started after the end goes on with it, and has not said so yet.
  return since !== undefined && since > last.time ? 'running' : last.state;
}

/** Only the log's end is read: of a hundred runs in a list, the logs may be large. */
async function lastEvent(folder: string): Promise<RunEvent | undefined> {
  const file = await open(path.join(folder, eventLogName)).catch(() => undefined);
  if (!file) return undefined;
  try {
    const { size } = await file.stat();
    for (let length = usualTail; ; length *= 16) {
      const line = lastLine(await readTail(file, size, length), length >= size);
      if (line !== undefined) return parseLine(line, undefined, folder);
      if (length >= size) return undefined;
    }
  } finally {
    await file.close();
  }
}

/** In bytes: more than most events take; that with the network may take more. */
const usualTail = 1 << 14;

async function readTail(file: FileHandle, size: number, length: number): Promise<Buffer> {
  const tail = Buffer.alloc(Math.min(size, length));
  const { bytesRead } = await file.read(tail, 0, tail.length, size - tail.length);
  return tail.subarray(0, bytesRead);
}

/** The last whole line; `undefined` if it begins before the tail, or there is none. */
function lastLine(tail: Buffer, isWhole: boolean): string | undefined {
  const text = tail.toString('utf8');
  const end = text.lastIndexOf('\n');
  const start = end <= 0 ? -1 : text.lastIndexOf('\n', end - 1);
  return end < 0 || (start < 0 && !isWhole) ? undefined : text.slice(start + 1, end);
}

const interrupted = (n: number): RunEvent => ({
  n,
  time: Date.now(),
  type: 'ended',
  state: 'failed',
  error: { code: 'run-interrupted', args: {} },
  seconds: 0,
});
