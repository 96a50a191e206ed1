import { ConvScopeError, type RunEvent } from '@convscope/protocol';
import { Emitter, type Disposable } from '../emitter.js';
import type { TrainerLink } from '../trainer/link.js';
import type { RunEvents, TrainerConnection } from '../trainer/open-connection.js';
import { isOver, ProgressMeter, type RunProgress } from './progress.js';

/**
 * One run whose events come to this window. Whatever happens to the connection, `onDidReceiveEvents` brings
 * every event once and in order from the number that was last asked for.
 */
export class FollowedRun implements Disposable {
  readonly #link: TrainerLink;
  readonly #log: (line: string) => void;
  readonly #meter = new ProgressMeter();
  readonly #events = new Emitter<RunEvents>();
  readonly #changed = new Emitter<RunProgress>();
  readonly #failed = new Emitter<unknown>();
  readonly #subscriptions: Disposable[];
  /** The number of the next event that is passed on. */
  #next = 0;
  #isFollowed = false;
  /** Where the trainer was asked for events: over that connection they come without being asked for again. */
  #askedOn: TrainerConnection | undefined;
  /** Requests to follow that are not answered yet: until then, events of the one before may still arrive. */
  #asking = 0;

  readonly onDidReceiveEvents = this.#events.event;
  readonly onDidChangeProgress = this.#changed.event;
  /** After contact was lost the trainer refused to go on: `unknown-run`, `run-damaged`. */
  readonly onDidFail = this.#failed.event;

  constructor(
    readonly runId: string,
    readonly lesson: string,
    options: { link: TrainerLink; log: (line: string) => void },
  ) {
    this.#link = options.link;
    this.#log = options.log;
    this.#subscriptions = [
      this.#link.hold(),
      this.#link.onDidConnect(() => this.#resume()),
      this.#link.onDidReceiveEvents((received) => {
        if (received.runId === runId) this.#accept(received.events);
      }),
    ];
  }

  get progress(): RunProgress {
    return this.#meter.progress;
  }

  /** Whether somebody has asked for its events; before that none come. */
  get isFollowed(): boolean {
    return this.#isFollowed;
  }
  get isOver(): boolean {
    return isOver(this.progress);
  }

  /**
   * Starts over from event `from`; without a connection, or if it is lost meanwhile, as soon as there is one.
   * Throws what the trainer says against it: `unknown-run`, `run-damaged`.
   */
  async follow(from: number): Promise<void> {
    this.#isFollowed = true;
    const areOnTheirWay = this.#askedOn !== undefined && this.#askedOn === this.#link.current;
    if (!areOnTheirWay || from !== this.#next) await this.#ask(from);
  }

  /** Asks the trainer to end the run after its batch; `ended` follows as an event. */
  async stop(): Promise<void> {
    const connection = this.#link.current;
    if (!connection) throw new ConvScopeError('disconnected');
    await connection.request('run/stop', { runId: this.runId });
  }

  dispose(): void {
    this.#link.current?.request('run/unfollow', { runId: this.runId }).catch((error: unknown) => {
      if (!isDisconnected(error)) this.#log(`run/unfollow: ${String(error)}`);
    });
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  async #ask(from: number): Promise<void> {
    const connection = this.#link.current;
    this.#next = from;
    this.#askedOn = connection;
    this.#asking++;
    try {
      await connection?.request('run/follow', { runId: this.runId, from });
    } catch (error) {
      if (this.#askedOn === connection) this.#askedOn = undefined;
      // A connection that was lost comes again.
      if (!isDisconnected(error)) throw error;
    } finally {
      this.#asking--;
    }
  }

  /** Goes on after the last event that was passed on. */
  #resume(): void {
    if (this.#isFollowed) this.#ask(this.#next).catch((error: unknown) => this.#failed.fire(error));
  }

  /** Passes on what continues the sequence. Anything else was under way when `follow` started over. */
  #accept(events: readonly RunEvent[]): void {
    const fresh: RunEvent[] = [];
    for (const event of events) {
      if (event.n > this.#next && this.#asking === 0) {
        this.#log(`run ${this.runId}: event ${event.n} came, ${this.#next} was expected; asking again`);
        this.#resume();
      }
      if (event.n !== this.#next) continue;
      this.#next++;
      this.#meter.accept(event);
      fresh.push(event);
    }
    if (fresh.length === 0) return;
    this.#events.fire({ runId: this.runId, events: fresh });
    this.#changed.fire(this.progress);
  }
}

const isDisconnected = (error: unknown) => error instanceof ConvScopeError && error.code === 'disconnected';
