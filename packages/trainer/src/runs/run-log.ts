import type { RunEvent } from '@convscope/protocol';
import { EventReader } from './event-log.js';
import { ownerIsAlive } from './run-owner.js';

/** The events of one run: those there are, and word of new ones while it goes on. */
export interface RunLog {
  readonly events: readonly RunEvent[];
  /** Returns what takes the listener off. */
  onDidAppend(listener: () => void): () => void;
}

/** How often the log of another process's run is read, in ms; nothing tells us of its end either. */
const readEvery = 500;

/**
 * The log of a run on disk. While another process trains it (the command line's, or one that outlives its host) its
 * file is followed. A run whose process ended without a word gets its end here: who follows a run always learns one.
 * Throws `run-damaged`.
 */
export async function openRunLog(folder: string): Promise<RunLog> {
  const reader = new EventReader(folder);
  const events = await reader.read();
  const listeners = new Set<() => void>();
  let timer: NodeJS.Timeout | undefined;
  const isOver = () => events.at(-1)?.type === 'ended';

  const refresh = async () => {
    // Asked before the file is read: what a process wrote before it ended is read then.
    const alive = ownerIsAlive(folder);
    const fresh = await reader.read();
    events.push(...fresh);
    if (!alive && !isOver()) events.push(interrupted(events.length));
    if (fresh.length > 0 || isOver()) for (const listener of listeners) listener();
  };
  const readOn = () => {
    timer = setTimeout(() => {
      void refresh()
        .catch(() => events.push(interrupted(events.length)))
        .finally(() => {
          if (!isOver() && listeners.size > 0) readOn();
        });
    }, readEvery);
  };
  if (!isOver() && !ownerIsAlive(folder)) await refresh();

  return {
    events,
    onDidAppend(listener) {
      listeners.add(listener);
      if (listeners.size === 1 && !isOver()) readOn();
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) clearTimeout(timer);
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
