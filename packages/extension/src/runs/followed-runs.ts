import { Emitter, type Disposable } from '../emitter.js';
import type { TrainerLink } from '../trainer/link.js';
import { FollowedRun } from './followed-run.js';

interface Entry {
  run: FollowedRun;
  /** Panels that show it. */
  users: number;
  watch: Disposable[];
}

/**
 * The runs that this window follows: each until it is over and no panel shows it. One whose panel was closed is
 * followed on, for the status bar.
 */
export class FollowedRuns implements Disposable {
  readonly #link: TrainerLink;
  readonly #log: (line: string) => void;
  readonly #entries = new Map<string, Entry>();
  readonly #changed = new Emitter<void>();

  /** A run came, went or moved on. */
  readonly onDidChange = this.#changed.event;

  constructor(link: TrainerLink, log: (line: string) => void) {
    this.#link = link;
    this.#log = log;
  }

  /** The runs that are not over, oldest first. */
  get active(): FollowedRun[] {
    return [...this.#entries.values()].map(({ run }) => run).filter((run) => !run.isOver);
  }

  /** A run for a panel, which then follows it; `dispose` when the panel lets it go. */
  open(runId: string, lesson: string): { run: FollowedRun } & Disposable {
    const entry = this.#entries.get(runId) ?? this.#add(runId, lesson);
    entry.users++;
    let used = true;
    return {
      run: entry.run,
      dispose: () => {
        if (!used) return;
        used = false;
        entry.users--;
        this.#removeIfDone(entry);
        if (entry.users === 0) this.#goOnAlone(entry);
      },
    };
  }

  /** Forgets a run that cannot be followed, whoever shows it. */
  drop(runId: string): void {
    const entry = this.#entries.get(runId);
    if (entry) this.#remove(entry);
  }

  dispose(): void {
    for (const entry of this.#entries.values()) this.#remove(entry);
  }

  #add(runId: string, lesson: string): Entry {
    const run = new FollowedRun(runId, lesson, { link: this.#link, log: this.#log });
    const watch = [
      run.onDidChangeProgress(() => {
        this.#removeIfDone(entry);
        this.#changed.fire();
      }),
      run.onDidFail((error) => {
        if (entry.users === 0) this.#giveUp(entry, error);
      }),
    ];
    const entry: Entry = { run, users: 0, watch };
    this.#entries.set(runId, entry);
    this.#changed.fire();
    return entry;
  }

  /** A page follows what it shows; one that was closed early may not have come to it. */
  #goOnAlone(entry: Entry): void {
    if (!this.#isKept(entry) || entry.run.isFollowed) return;
    entry.run.follow(0).catch((error: unknown) => this.#giveUp(entry, error));
  }

  /** Nobody sees the run: only the log is told. */
  #giveUp(entry: Entry, error: unknown): void {
    this.#log(`run ${entry.run.runId} is no longer followed: ${String(error)}`);
    this.#remove(entry);
  }

  #isKept(entry: Entry): boolean {
    return this.#entries.get(entry.run.runId) === entry;
  }

  #removeIfDone(entry: Entry): void {
    if (entry.users === 0 && entry.run.isOver) this.#remove(entry);
  }

  #remove(entry: Entry): void {
    if (!this.#isKept(entry)) return;
    this.#entries.delete(entry.run.runId);
    for (const watch of entry.watch) watch.dispose();
    entry.run.dispose();
    this.#changed.fire();
  }
}
