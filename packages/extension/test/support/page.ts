import {
  connect,
  panelHostMethods,
  panelPageMethods,
  type Connection,
  type PanelState,
  type RunEvent,
} from '@convscope/protocol';

/** A panel's page without a browser: it speaks as the real one does, through what VS Code would make of it. */
export interface Page {
  readonly host: Connection<typeof panelHostMethods>;
  readonly states: PanelState[];
  readonly events: RunEvent[];
}

export interface PageWindow {
  postMessage(message: unknown): Promise<boolean>;
  /** Throws the page away and makes a new one, as VS Code does with a hidden tab. */
  load(): Page;
}

/** What VS Code puts between an extension and a page; `toHost` is where messages of the page go. */
export function pageWindow(toHost: (message: unknown) => void): PageWindow {
  let hear: ((message: unknown) => void) | undefined;
  return {
    postMessage(message) {
      const copy: unknown = structuredClone(message);
      queueMicrotask(() => hear?.(copy));
      return Promise.resolve(true);
    },
    load() {
      const states: PanelState[] = [];
      const events: RunEvent[] = [];
      let live: (message: unknown) => void = () => {};
      hear = (message) => live(message);
      const host = connect({
        transport: {
          send: (message) => queueMicrotask(() => toHost(structuredClone(message))),
          onMessage: (listener) => (live = listener),
          onClose: () => {},
          close: () => {},
        },
        local: panelPageMethods,
        handlers: {
          'run/events': (received) => events.push(...received.events),
          'panel/changed': (state) => states.push(state),
        },
        remote: panelHostMethods,
      });
      return { host, states, events };
    },
  };
}
