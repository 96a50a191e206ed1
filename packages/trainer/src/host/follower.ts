import type { RunEvent } from '@convscope/protocol';
import type { RunLog } from '../runs/run-log.js';

/** Events per message: few enough that a long log does not hold up an answer. */
const chunk = 200;

/** Brings one client the events of one run from a number on: first those there are, then each new one. */
export class Follower {
  private scheduled: NodeJS.Immediate | undefined;
  private readonly unsubscribe: () => void;

  constructor(
    private readonly log: RunLog,
    private next: number,
    private readonly send: (events: RunEvent[]) => void,
  ) {
    this.unsubscribe = log.onDidAppend(() => this.schedule());
    this.schedule();
  }

  dispose(): void {
    this.unsubscribe();
    clearImmediate(this.scheduled);
  }

  private schedule(): void {
    this.scheduled ??= setImmediate(() => {
      this.scheduled = undefined;
      const events = this.log.events.slice(this.next, this.next + chunk);
      if (events.length === 0) return;
      this.next += events.length;
      this.send(events);
      this.schedule();
    });
  }
}
