import * as z from 'zod';

/** One open panel: what it was opened for, and the run that it came to. */
const remembered = z.object({ lesson: z.string(), runId: z.string().nullable() });
export type RememberedPanel = z.infer<typeof remembered>;

/** VS Code's `workspaceState`. */
export interface Memento {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

const key = 'convscope.panels';
/** Panels that were never brought back leave their entries; older ones than these are forgotten. */
const most = 20;

/**
 * Which runs the panels of this window show, kept over a reload. VS Code saves what a page keeps every few
 * seconds or on a good end only (what we keep: at once), so a panel may come back that knows less than that its
 * run was about to start.
 */
export class PanelMemory {
  readonly #memento: Memento;
  /** Of the window before the reload: those that have not come back yet. */
  #before: RememberedPanel[];
  /** The open ones, the one that came to its run last at the end. */
  readonly #open = new Map<object, RememberedPanel>();

  constructor(memento: Memento) {
    this.#memento = memento;
    this.#before = z.array(remembered).catch([]).parse(memento.get(key));
  }

  /** Notes what a panel shows; a run once known stays, whatever fails afterwards. */
  note(panel: object, { lesson, runId }: RememberedPanel): void {
    const known = this.#open.get(panel);
    if (known && (runId === null || known.runId === runId)) return;
    this.#open.delete(panel);
    this.#open.set(panel, { lesson, runId });
    if (runId !== null) this.#before = this.#before.filter((other) => other.runId !== runId);
    this.#save();
  }

  /** The user closed the panel. */
  forget(panel: object): void {
    if (this.#open.delete(panel)) this.#save();
  }

  /**
   * The run of a panel that came back without knowing one; `null` if it never came to a run, as far as can be
   * known. Taken at once: no other panel gets the same.
   */
  claim(lesson: string | undefined): string | null {
    const shown = new Set([...this.#open.values()].map(({ runId }) => runId));
    const mine = this.#before.filter(
      (panel) => (lesson === undefined || panel.lesson === lesson) && !shown.has(panel.runId ?? ''),
    );
    // A panel that had no run and one whose run was not saved look alike. Of the others, the last one that came
    // to its run is the one that was saved too early.
    const claimed = mine.find(({ runId }) => runId === null) ?? mine.at(-1);
    this.#before = this.#before.filter((panel) => panel !== claimed);
    this.#save();
    return claimed?.runId ?? null;
  }

  #save(): void {
    const all = [...this.#before, ...this.#open.values()];
    void this.#memento.update(key, all.slice(-most));
  }
}
