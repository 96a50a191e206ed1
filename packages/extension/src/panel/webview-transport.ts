import type { Transport } from '@convscope/protocol';

/** What we use of a VS Code webview. */
export interface WebviewLike {
  postMessage(message: unknown): PromiseLike<boolean>;
}

/** One page's end of a conversation, and the way to hand it what the page says. */
export interface PageTransport extends Transport {
  receive(message: unknown): void;
}

/** Carries messages to the page that a webview shows now. Messages to a page that is gone are dropped. */
export function webviewTransport(webview: WebviewLike): PageTransport {
  let open = true;
  const onMessage: ((message: unknown) => void)[] = [];
  const onClose: (() => void)[] = [];
  return {
    send(message) {
      if (open) void webview.postMessage(toPage(message));
    },
    receive(message) {
      if (open) for (const listener of onMessage) listener(message);
    },
    onMessage: (listener) => void onMessage.push(listener),
    onClose: (listener) => void onClose.push(listener),
    close() {
      if (!open) return;
      open = false;
      for (const listener of onClose) listener();
    },
  };
}

/**
 * A message as it survives the way to the page. VS Code carries buffers apart and all else as JSON, in which
 * the loss of a run that diverged would become `null`: numbers that are not finite travel as the protocol
 * spells them in JSON.
 */
export function toPage(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return value;
  if (Array.isArray(value)) return value.map(toPage);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, toPage(inner)]));
}
