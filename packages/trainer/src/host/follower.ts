import type { RunEvent } from '@convscope/protocol';
import type { RunLog } from '../runs/run-log.js';

/** Events per message: few enough that a long log does not hold up an answer. */
const chunk = 200;

/** Where events go. */
export interface EventSink {
  /** Whether more may be sent now; if not, `goOn` is called later. */
  isClear(): boolean;
  send(events: RunEvent[]): void;
}

/** Brings one client the events of one run from a number on: first those there are, then each new one. */
export class Follower {
  private scheduled: NodeJS.Immediate | undefined;
  private readonly unsubscribe: () => void;

  constructor(
    private readonly log: RunLog,
    private next: number,
    private readonly sink: EventSink,
  ) {
    this.unsubscribe = log.onDidAppend(() => this.goOn());
    this.goOn();
  }

  dispose(): void {
    this.unsubscribe();
    clearImmediate(this.scheduled);
  }

  /** To be called when the client may have room again. What it was not sent stays in the log. */
  goOn(): void {
    this.scheduled ??= setImmediate(() => {
      this.scheduled = undefined;
      if (!this.sink.isClear()) return;
      const events = this.log.events.slice(this.next, this.next + chunk);
      if (events.length === 0) return;
      this.next += events.length;
      this.sink.send(events);
      this.goOn();
    });
  }
}
