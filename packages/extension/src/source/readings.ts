import type { ScriptReader } from '@convscope/model/script';
import { readConfig } from './config-reader.js';
import { bracketsClose, moved, settle, type Reading, type SourceDescription } from './reading.js';
import { isSameSource, mentionsKeras, type SourceText } from './source-text.js';

/** Larger sources are data. In UTF-16 units. */
const largest = 1_000_000;

/**
 * How long a bracket may stand open until the source is read all the same, in ms. With one open, Python's parser tries
 * everything that could be meant, which takes many times longer than reading what is whole.
 */
const patience = 3000;

export interface ReadingsOptions {
  /** Called once, when the first source with Keras in it is to be read. */
  openReader: () => Promise<ScriptReader>;
  onError: (error: unknown) => void;
  /** The time, in ms. */
  now?: () => number;
}

/** Reads sources, each once per state that it is in. */
export class Readings {
  readonly #options: ReadingsOptions;
  readonly #known = new Map<string, Known>();
  #reader: Promise<ScriptReader | undefined> | undefined;

  constructor(options: ReadingsOptions) {
    this.#options = options;
  }

  /**
   * What is known of a source as it is when the reader is there; `undefined` where there is nothing of Keras in it, or
   * where nobody wants the answer any more.
   */
  async read(
    key: string,
    textNow: () => SourceText,
    token?: { isCancellationRequested: boolean },
  ): Promise<SourceDescription | undefined> {
    const source = textNow();
    const length = source.texts.reduce((sum, text) => sum + text.length, 0);
    if (length > largest || !mentionsKeras(source)) {
      this.forget(key);
      return undefined;
    }
    const open = source.kind === 'config' ? openConfig : await this.#opening(source.kind);
    if (open === undefined || token?.isCancellationRequested === true) return undefined;
    return this.#readNow(key, textNow(), open);
  }

  /** Drops what is kept of a source that nobody has open any more. */
  forget(key: string): void {
    this.#known.get(key)?.opened.dispose();
    this.#known.delete(key);
  }

  dispose(): void {
    for (const key of [...this.#known.keys()]) this.forget(key);
  }

  /** How a script or a notebook is opened; the first one loads the reader. */
  async #opening(kind: 'script' | 'notebook'): Promise<(() => Opened) | undefined> {
    const reader = await (this.#reader ??= this.#load());
    return reader && (() => (kind === 'notebook' ? reader.openNotebook() : openScript(reader)));
  }

  async #load(): Promise<ScriptReader | undefined> {
    try {
      return await this.#options.openReader();
    } catch (error) {
      this.#options.onError(error);
      return undefined;
    }
  }

  #readNow(key: string, source: SourceText, open: () => Opened): SourceDescription | undefined {
    const before = this.#known.get(key);
    if (before !== undefined && isSameSource(before.source, source)) return before.reading.description;
    const time = (this.#options.now ?? Date.now)();
    const isClosed = source.texts.every(bracketsClose);
    if (before?.isClosed === true && !isClosed && time - before.readAt < patience) {
      before.reading = moved(before.reading, source.texts);
      before.source = source;
      return before.reading.description;
    }
    const opened = before?.opened ?? open();
    try {
      const now = { texts: source.texts, description: opened.read(source.texts) };
      const reading = settle(before?.reading, now);
      this.#known.set(key, { source, opened, reading, isClosed, readAt: time });
      return reading.description;
    } catch (error) {
      // The next reading begins anew: the parser may be left in the middle of something.
      this.#options.onError(error);
      opened.dispose();
      this.#known.delete(key);
      return undefined;
    }
  }
}

interface Known {
  source: SourceText;
  opened: Opened;
  reading: Reading;
  /** Of the last time that it was read indeed: whether all brackets were closed, and when. */
  isClosed: boolean;
  readAt: number;
}

interface Opened {
  read(texts: readonly string[]): SourceDescription;
  dispose(): void;
}

function openScript(reader: ScriptReader): Opened {
  const script = reader.open();
  return { read: ([text = '']) => script.read(text), dispose: () => script.dispose() };
}

/** A configuration is read anew each time: it is no text that somebody types. */
function openConfig(): Opened {
  return { read: ([text = '']) => readConfig(text), dispose: () => undefined };
}
