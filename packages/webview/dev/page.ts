/** The document that VS Code would make around the page: theme, messages, a run that is replayed. */
import 'vscode-jsonrpc/browser';
import type { Transport } from '@convscope/protocol';
import { openReplay } from './host.js';
import { readRecording } from './recording.js';

/** Put in by the build. */
declare const RECORDING: string;

const parameters = new URLSearchParams(location.search);
const themes: Record<string, string> = {
  'dark': 'vscode-dark',
  'light': 'vscode-light',
  'hc': 'vscode-high-contrast',
  'hc-light': 'vscode-high-contrast-light',
};
document.body.dataset.vscodeThemeKind = themes[parameters.get('theme') ?? 'dark'] ?? 'vscode-dark';

const listeners: ((message: unknown) => void)[] = [];
const transport: Transport = {
  send: (message) => window.postMessage(structuredClone(message)),
  onMessage: (listener) => void listeners.push(listener),
  onClose: () => {},
  close: () => {},
};
const kept: { state: unknown } = { state: undefined };
Object.assign(window, {
  acquireVsCodeApi: () => ({
    postMessage: (message: unknown) => {
      const copy = structuredClone(message);
      setTimeout(() => listeners.forEach((listener) => listener(copy)));
    },
    getState: () => kept.state,
    setState: (state: unknown) => (kept.state = state),
  }),
});

openReplay(transport, readRecording(RECORDING), {
  language: parameters.get('lang') === 'ru' ? 'ru' : 'en',
  state: parameters.get('state') ?? 'running',
  speed: Number(parameters.get('speed') ?? 1),
  upto: Number(parameters.get('upto') ?? 0),
});
