import { ConvScopeError } from '@convscope/protocol';

/** Media that waits; of one more, the oldest is dropped. A page asks for one thing at a time, so this is many pages. */
const maxWaiting = 16;

interface Place {
  go(): void;
  drop(): void;
}

/** Lets media (weights to look at) out to one client: one after the other, and only while its line is clear. */
export class MediaQueue {
  private readonly waiting: Place[] = [];
  private busy = false;

  constructor(private readonly isClear: () => boolean) {}

  /** Does the work when its turn has come. Throws `cancelled` if it was dropped or `signal` says that nobody waits. */
  async take<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    await this.turn(signal);
    try {
      return await work();
    } finally {
      // By then the answer is on its way and counts.
      setImmediate(() => {
        this.busy = false;
        this.goOn();
      });
    }
  }

  /** To be called whenever something has gone out. */
  goOn(): void {
    if (this.busy || !this.isClear()) return;
    const next = this.waiting.shift();
    this.busy = next !== undefined;
    next?.go();
  }

  private turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const place: Place = {
        go: resolve,
        drop: () => {
          const index = this.waiting.indexOf(place);
          if (index >= 0) this.waiting.splice(index, 1);
          reject(new ConvScopeError('cancelled'));
        },
      };
      signal.addEventListener('abort', () => place.drop(), { once: true });
      this.waiting.push(place);
      if (this.waiting.length > maxWaiting) this.waiting[0]?.drop();
      this.goOn();
    });
  }
}
