import type { Transport } from '@convscope/protocol';
import type { Shown } from '../run/moments.js';

/** What the page keeps over a reload; everything else is replayed by the extension. */
interface KeptState {
  /** By these the extension brings the panel back after the window was reloaded; no run: there is nothing to bring back. */
  lesson: string;
  runId: string | null;
  /** The moment of that run that was looked at. */
  shown: Shown;
  layer: string | null;
  tab: 'layer' | 'summary';
}

/** What VS Code gives a webview's page. */
export interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): KeptState | undefined;
  setState(state: KeptState): void;
}

/** Messages between the page and the extension. The page lives exactly as long as they flow, so it never closes. */
export function vscodeTransport(api: VsCodeApi): Transport {
  return {
    send: (message) => api.postMessage(message),
    onMessage: (listener) =>
      window.addEventListener('message', (event: MessageEvent<unknown>) => listener(event.data)),
    onClose: () => {},
    close: () => {},
  };
}
