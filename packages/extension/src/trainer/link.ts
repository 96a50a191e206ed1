import { ConvScopeError } from '@convscope/protocol';
import { Emitter, type Disposable } from '../emitter.js';
import { backoff } from './backoff.js';
import type { RunEvents, TrainerConnection } from './open-connection.js';

/** A connection that held so long (ms) was a good one: after it, pauses start short again. */
const steady = 30_000;

/** Whether we reach the trainer; `since` in ms since 1970. */
export type Contact = { contact: 'connected' } | { contact: 'lost'; since: number };

export interface TrainerLinkOptions {
  /** Finds or starts the trainer and opens a greeted connection that reports events to `onEvents`. */
  open(onEvents: (events: RunEvents) => void): Promise<TrainerConnection>;
  /** The pause before the next attempt, in ms. */
  pause?: (attempt: number) => number;
  log: (line: string) => void;
}

/**
 * The one connection of this window to a trainer. It is opened when somebody needs it, kept up (again and
 * again, with growing pauses) while somebody holds it, and closed when nobody does, so that a trainer
 * without work can end.
 */
export class TrainerLink implements Disposable {
  readonly #options: TrainerLinkOptions;
  readonly #connected = new Emitter<TrainerConnection>();
  readonly #contact = new Emitter<Contact>();
  readonly #events = new Emitter<RunEvents>();
  #connection: TrainerConnection | undefined;
  #opening: Promise<TrainerConnection> | undefined;
  #lostSince: number | undefined;
  #attempt = 0;
  #timer: NodeJS.Timeout | undefined;
  #holders = 0;
  #disposed = false;

  /** Each time the connection is there (again). */
  readonly onDidConnect = this.#connected.event;
  readonly onDidChangeContact = this.#contact.event;
  readonly onDidReceiveEvents = this.#events.event;

  constructor(options: TrainerLinkOptions) {
    this.#options = options;
  }

  get contact(): Contact {
    return this.#lostSince === undefined
      ? { contact: 'connected' }
      : { contact: 'lost', since: this.#lostSince };
  }

  /** The connection if it is up now. */
  get current(): TrainerConnection | undefined {
    return this.#connection;
  }

  /** The connection, opened now if need be; hold the link first. Throws what opening it throws. */
  connected(): Promise<TrainerConnection> {
    if (this.#disposed) return Promise.reject(new ConvScopeError('disconnected'));
    if (this.#connection) return Promise.resolve(this.#connection);
    this.#opening ??= this.#open().finally(() => (this.#opening = undefined));
    return this.#opening;
  }

  /** Keeps the connection up until disposed. */
  hold(): Disposable {
    this.#holders++;
    let held = true;
    return {
      dispose: () => {
        if (!held) return;
        held = false;
        if (--this.#holders === 0) this.#letGo();
      },
    };
  }

  dispose(): void {
    this.#disposed = true;
    this.#letGo();
  }

  #letGo(): void {
    clearTimeout(this.#timer);
    this.#lostSince = undefined;
    this.#attempt = 0;
    // Forgotten at once: who asks while it is closing gets a new one.
    const connection = this.#connection;
    this.#connection = undefined;
    connection?.close();
  }

  async #open(): Promise<TrainerConnection> {
    clearTimeout(this.#timer);
    const connection = await this.#options.open((events) => this.#events.fire(events));
    if (this.#disposed || this.#holders === 0) {
      connection.close();
      throw new ConvScopeError('cancelled');
    }
    this.#connection = connection;
    this.#lostSince = undefined;
    const openedAt = Date.now();
    connection.onClose(() => {
      if (Date.now() - openedAt > steady) this.#attempt = 0;
      this.#closed(connection);
    });
    this.#contact.fire(this.contact);
    this.#connected.fire(connection);
    return connection;
  }

  #closed(connection: TrainerConnection): void {
    if (this.#connection !== connection) return;
    this.#connection = undefined;
    if (this.#disposed || this.#holders === 0) return;
    this.#lostSince = Date.now();
    this.#options.log('the connection to the trainer was lost');
    this.#contact.fire(this.contact);
    this.#tryLater();
  }

  #tryLater(): void {
    clearTimeout(this.#timer);
    const wait = (this.#options.pause ?? backoff)(this.#attempt++);
    this.#timer = setTimeout(() => {
      this.connected().catch((error: unknown) => {
        this.#options.log(
          `the trainer was not reached: ${error instanceof Error ? error.message : String(error)}`,
        );
        if (!this.#disposed && this.#holders > 0) this.#tryLater();
      });
    }, wait);
  }
}
