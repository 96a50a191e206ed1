import {
  connect,
  panelHostMethods,
  panelPageMethods,
  type Connection,
  type Handlers,
} from '@convscope/protocol';
import { webviewTransport, type PageTransport, type WebviewLike } from './webview-transport.js';

export type PageHandlers = Handlers<typeof panelHostMethods>;
export type Page = Connection<typeof panelPageMethods>;

/**
 * Talks with whatever page the webview shows. VS Code throws a hidden page away and makes a new one when it
 * is shown again, without a word; but every page starts by asking for `panel/state`. So with each such request
 * a new conversation begins, and an answer meant for the page before cannot be taken for one of this page's.
 */
export class PageConversation {
  readonly #webview: WebviewLike;
  readonly #handlers: PageHandlers;
  readonly #log: (line: string) => void;
  #transport: PageTransport | undefined;
  #page: Page | undefined;

  constructor(webview: WebviewLike, handlers: PageHandlers, log: (line: string) => void) {
    this.#webview = webview;
    this.#handlers = handlers;
    this.#log = log;
  }

  /** What the webview received; anything at all. */
  receive(message: unknown): void {
    if (isFirstRequest(message)) this.#begin();
    this.#transport?.receive(message);
  }

  notify: Page['notify'] = (method, params) => {
    this.#page?.notify(method, params);
  };

  dispose(): void {
    this.#page?.close();
  }

  #begin(): void {
    this.dispose();
    this.#transport = webviewTransport(this.#webview);
    this.#page = connect({
      transport: this.#transport,
      local: panelHostMethods,
      handlers: this.#handlers,
      remote: panelPageMethods,
      log: this.#log,
    });
  }
}

function isFirstRequest(message: unknown): boolean {
  return (
    typeof message === 'object' && message !== null && 'method' in message && message.method === 'panel/state'
  );
}
