/** Ends what it stands for; calling it again does nothing. VS Code's own `Disposable` fits. */
export interface Disposable {
  dispose(): void;
}

/** Subscribes a listener until it is disposed. */
export type Event<T> = (listener: (value: T) => void) => Disposable;

/** VS Code's `EventEmitter` as far as we need it, for the modules that run without VS Code. */
export class Emitter<T> {
  readonly #listeners = new Set<(value: T) => void>();

  readonly event: Event<T> = (listener) => {
    const own = (value: T) => listener(value);
    this.#listeners.add(own);
    return { dispose: () => void this.#listeners.delete(own) };
  };

  fire(value: T): void {
    for (const listener of [...this.#listeners]) listener(value);
  }
}
