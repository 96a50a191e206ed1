import { watch, type FSWatcher } from 'node:fs';
import type { RunEvent } from '@convscope/protocol';
import { readEvents } from './event-log.js';
import { ownerIsAlive } from './run-owner.js';

/** The events of one run: those there are, and word of new ones while it goes on. */
export interface RunLog {
  readonly events: readonly RunEvent[];
  /** Returns what takes the listener off. */
  onDidAppend(listener: () => void): () => void;
}

/** No event tells of the end of somebody else's process: how often it is looked for, in ms. */
const lookEvery = 1000;

/**
 * The log of a run on disk. While another process trains it (the command line's, or one that outlives its host) the
 * file is followed. A run whose process ended without a word gets its end here: who follows a run always learns one.
 * Throws `run-damaged`.
 */
export async function openRunLog(folder: string): Promise<RunLog> {
  const events = await readEvents(folder);
  const listeners = new Set<() => void>();
  const isOver = () => events.at(-1)?.type === 'ended';
  let watcher: FSWatcher | undefined;
  let timer: NodeJS.Timeout | undefined;
  let reading = false;

  const stop = () => {
    watcher?.close();
    clearInterval(timer);
  };
  const refresh = async () => {
    if (reading || isOver()) return;
    reading = true;
    // Asked before the file is read: what a process wrote before it ended is read then.
    const alive = ownerIsAlive(folder);
    const fresh = await readEvents(folder, events.length).catch(() => []);
    reading = false;
    events.push(...fresh);
    if (!alive && !isOver()) events.push(interrupted(events.length));
    if (isOver()) stop();
    if (fresh.length > 0 || isOver()) for (const listener of listeners) listener();
  };
  if (!isOver() && !ownerIsAlive(folder)) await refresh();

  return {
    events,
    onDidAppend(listener) {
      listeners.add(listener);
      if (listeners.size === 1 && !isOver()) {
        watcher = watch(folder, () => void refresh());
        timer = setInterval(() => void refresh(), lookEvery);
        void refresh();
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) stop();
      };
    },
  };
}

const interrupted = (n: number): RunEvent => ({
  n,
  time: Date.now(),
  type: 'ended',
  state: 'failed',
  error: { code: 'run-interrupted', args: {} },
  seconds: 0,
});
