import type { Language, Lesson } from '@convscope/model';
import { ConvScopeError, toWireError, type PanelState } from '@convscope/protocol';
import { Emitter, type Disposable } from '../emitter.js';
import type { FollowedRun } from '../runs/followed-run.js';
import type { FollowedRuns } from '../runs/followed-runs.js';
import type { TrainerLink } from '../trainer/link.js';
import { PageConversation, type PageHandlers } from './page-conversation.js';
import type { WebviewLike } from './webview-transport.js';

export type Phase = PanelState['phase'];

export interface RunPanelOptions {
  webview: WebviewLike;
  lesson: Lesson;
  language: Language;
  /** Where it trains, in the user's language: `this computer`. */
  trainer: string;
  link: TrainerLink;
  runs: FollowedRuns;
  log: (line: string) => void;
  showLog: () => void;
}

/**
 * What one panel shows and does: the way from a lesson to a run (with the question whether TensorFlow may be
 * fetched), then that run. Its page may ask for this run and for no other.
 */
export class RunPanel implements Disposable {
  readonly #options: RunPanelOptions;
  readonly #page: PageConversation;
  readonly #changed = new Emitter<void>();
  readonly #subscriptions: Disposable[];
  #phase: Phase = { phase: 'starting' };
  #opened: ({ run: FollowedRun } & Disposable) | undefined;
  #watch: Disposable[] = [];
  /** Whether the page that is shown now has asked for events. */
  #pageFollows = false;
  #lastAttempt = () => Promise.resolve();
  #disposed = false;

  /** The phase, or the run's progress, is another one. */
  readonly onDidChange = this.#changed.event;

  constructor(options: RunPanelOptions) {
    this.#options = options;
    this.#page = new PageConversation(options.webview, this.#handlers(), options.log);
    this.#subscriptions = [
      options.link.hold(),
      options.link.onDidChangeContact(() => this.#page.notify('panel/changed', this.state)),
    ];
  }

  get lesson(): Lesson {
    return this.#options.lesson;
  }
  get phase(): Phase {
    return this.#phase;
  }
  get run(): FollowedRun | undefined {
    return this.#opened?.run;
  }

  /** What the page shows now. */
  get state(): PanelState {
    const { lesson, language, trainer, link } = this.#options;
    return {
      language,
      title: lesson.title[language],
      trainer,
      lesson: lesson.id,
      phase: this.#phase,
      contact: link.contact,
    };
  }

  /** What the webview received from its page; anything at all. */
  receive(message: unknown): void {
    this.#page.receive(message);
  }

  /** The page was hidden, and with it thrown away: nothing is meant for it any more. */
  pageIsGone(): void {
    this.#pageFollows = false;
    this.#page.dispose();
  }

  /** Reaches the trainer and starts a run of the lesson, unless TensorFlow would have to be fetched: then it asks. */
  async train(): Promise<void> {
    await this.#attempt(async () => {
      const connection = await this.#options.link.connected();
      const { engines } = await connection.request('engine/list', {});
      const tensorflow = engines.find(({ engine }) => engine === 'tensorflow');
      if (tensorflow?.state === 'can-be-fetched' && tensorflow.fetchBytes !== undefined)
        this.#setPhase({ phase: 'asking', fetchBytes: tensorflow.fetchBytes });
      else await this.#start(false);
    });
  }

  /** Shows a run that exists, from its first event on. */
  async show(runId: string): Promise<void> {
    await this.#attempt(async () => {
      this.#attach(runId);
      await this.#options.link.connected();
      await this.run?.follow(0);
    });
  }

  /** Does again what failed. */
  retry(): Promise<void> {
    return this.#attempt(this.#lastAttempt);
  }

  dispose(): void {
    this.#disposed = true;
    this.#detach();
    this.#page.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #handlers(): PageHandlers {
    const nothing = {};
    return {
      'panel/state': () => {
        this.#pageFollows = false;
        return this.state;
      },
      'panel/answer': ({ fetchEngine }) => {
        if (this.#phase.phase === 'asking') void this.#attempt(() => this.#start(fetchEngine));
        return nothing;
      },
      'panel/again': ({ fetchEngine }) => {
        if (this.#phase.phase !== 'starting') void this.#attempt(() => this.#again(fetchEngine));
        return nothing;
      },
      'panel/showLog': () => {
        this.#options.showLog();
        return nothing;
      },
      'run/follow': async ({ runId, from }) => {
        const run = this.#ownRun(runId);
        this.#pageFollows = true;
        await run.follow(from);
        return nothing;
      },
      // The window goes on following, for the status bar; the page hears no more.
      'run/unfollow': ({ runId }) => {
        this.#ownRun(runId);
        this.#pageFollows = false;
        return nothing;
      },
      'run/stop': async ({ runId }) => {
        await this.#ownRun(runId).stop();
        return nothing;
      },
      'snapshot/read': (params, signal) => {
        this.#ownRun(params.runId);
        const connection = this.#options.link.current;
        if (!connection) throw new ConvScopeError('disconnected');
        return connection.request('snapshot/read', params, { signal });
      },
    };
  }

  #ownRun(runId: string): FollowedRun {
    if (this.run?.runId !== runId) throw new ConvScopeError('unknown-run', { runId });
    return this.run;
  }

  async #again(fetchEngine: boolean): Promise<void> {
    const before = this.run;
    this.#detach();
    this.#setPhase({ phase: 'starting' });
    if (before && !before.isOver) await before.stop();
    await this.#start(fetchEngine);
  }

  async #start(fetchEngine: boolean): Promise<void> {
    this.#detach();
    this.#setPhase({ phase: 'starting' });
    const { link, lesson } = this.#options;
    const connection = await link.connected();
    if (this.#isDisposed()) return;
    const { runId } = await connection.request('run/start', { lesson: lesson.id, fetchEngine });
    this.#attach(runId);
    await this.run?.follow(0);
    // Closed meanwhile: the run goes on, the window follows it.
    if (this.#isDisposed()) this.#detach();
  }

  async #attempt(action: () => Promise<void>): Promise<void> {
    this.#lastAttempt = action;
    try {
      await action();
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    if (this.#isDisposed()) return;
    this.#options.log(error instanceof Error ? (error.stack ?? error.message) : String(error));
    this.#detach();
    this.#setPhase({ phase: 'failed', error: toWireError(error) });
  }

  /** A method, because it may change during every `await`. */
  #isDisposed(): boolean {
    return this.#disposed;
  }

  #attach(runId: string): void {
    const { runs, lesson } = this.#options;
    this.#opened = runs.open(runId, lesson.id);
    const { run } = this.#opened;
    this.#watch = [
      run.onDidReceiveEvents((received) => {
        if (this.#pageFollows) this.#page.notify('run/events', received);
      }),
      run.onDidChangeProgress(() => this.#changed.fire()),
      run.onDidFail((error) => this.#fail(error)),
    ];
    this.#setPhase({ phase: 'run', runId });
  }

  #detach(): void {
    for (const watch of this.#watch.splice(0)) watch.dispose();
    this.#opened?.dispose();
    this.#opened = undefined;
  }

  #setPhase(phase: Phase): void {
    this.#phase = phase;
    this.#page.notify('panel/changed', this.state);
    this.#changed.fire();
  }
}
