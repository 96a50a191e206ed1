/** Requests that the other side may have under way at once; one more is refused with `too-many-requests`. */
const maxUnanswered = 256;
/** Messages that may wait for their turn. They are handled one by one, so a flood would fill the memory. */
const maxWaiting = 4096;

/** What matters of a message that is an envelope already. */
interface Incoming {
  method?: string | undefined;
  id?: string | number | null | undefined;
  params?: unknown;
}

/**
 * What is to become of a message: `pass` it on, `drop` it, `refuse` it (a request too many), or `close`, since nobody
 * who speaks the protocol sends it.
 */
export type Verdict = 'pass' | 'drop' | 'refuse' | 'close';

/** Keeps count of what the other side has sent and we have not finished, so that it can fill no memory of ours. */
export class Bounds {
  /** By identifier: whether the request was cancelled. JSON-RPC's queue takes `5` and `'5'` for one, and so do we. */
  private readonly unanswered = new Map<string, boolean>();
  private waiting = 0;

  /** To be asked of every message that came in. */
  admit(message: Incoming): Verdict {
    if (message.method === '$/cancelRequest')
      return this.admitCancel(message.params as { id: string | number });
    if (this.waiting >= maxWaiting) return 'close';
    if (message.method !== undefined && message.id !== undefined) {
      const id = String(message.id);
      // The first of the two would never be answered.
      if (this.unanswered.has(id)) return 'close';
      if (this.unanswered.size >= maxUnanswered) return 'refuse';
      this.unanswered.set(id, false);
    }
    this.waiting++;
    return 'pass';
  }

  /** A message's turn has come. */
  taken(method: string | undefined): void {
    if (method !== '$/cancelRequest') this.waiting--;
  }

  /** A request was answered. */
  answered(id: string | number | null): void {
    this.unanswered.delete(String(id));
  }

  /** Only the first cancellation of a request that is under way means anything; jsonrpc would keep the others. */
  private admitCancel({ id }: { id: string | number }): Verdict {
    if (this.unanswered.get(String(id)) !== false) return 'drop';
    this.unanswered.set(String(id), true);
    return 'pass';
  }
}
