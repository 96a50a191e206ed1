import { render } from '@convscope/protocol';
import { hasTrained, pageState } from '../state/app-state.js';
import { duration } from '../texts/duration.js';
import { progressOf } from '../run/progress.js';
import { createMemo, h, setText } from './dom.js';
import { icon, type IconName } from './icons.js';
import type { View, ViewContext } from './view.js';

/** Something to know and perhaps to do, above the pictures. */
interface Message {
  id: string;
  look: 'warn' | 'bad' | 'info';
  icon: IconName;
  title: string;
  detail: string;
  buttons: {
    id: string;
    text: string;
    hint?: string;
    primary?: boolean;
    /** Whether it needs the trainer and so waits while there is no contact. */
    remote?: boolean;
    press: () => void;
  }[];
  /** Stays until its cause is gone. */
  lasting?: boolean;
  /** What closing it does, if more than to hide it. */
  dismiss?: () => void;
}

/** A bar on the page; it stays the same element while its figures change, so that it can be clicked. */
interface Bar {
  element: HTMLElement;
  update(message: Message, disabled: boolean): void;
}

/** The bars that say what is out of the ordinary. */
export function createMessages(context: ViewContext): View {
  const { state } = context;
  const element = h('div', { class: 'messages' });
  const bars = new Map<string, Bar>();
  const dismissed = new Set<string>();
  const isOtherRun = createMemo();
  const dismiss = (id: string) => {
    dismissed.add(id);
    context.refresh();
  };

  return {
    element,
    update() {
      if (isOtherRun(state.run)) dismissed.clear();
      const messages = [lost(context), failed(context), problem(context), diverged(context), slower(context)]
        .filter((message) => message !== null)
        .filter(({ id }) => !dismissed.has(id));
      const isWaiting = state.panel?.contact.contact === 'lost' || state.asked !== null;
      for (const [id, bar] of bars) {
        if (messages.some((message) => message.id === id)) continue;
        bar.element.remove();
        bars.delete(id);
      }
      messages.forEach((message, i) => {
        const bar = bars.get(message.id) ?? createBar(context, message, dismiss);
        bars.set(message.id, bar);
        if (element.children[i] !== bar.element)
          element.insertBefore(bar.element, element.children[i] ?? null);
        bar.update(message, isWaiting);
      });
    },
  };
}

function createBar({ texts }: ViewContext, message: Message, dismiss: (id: string) => void): Bar {
  const title = h('b', {});
  const detail = h('span', {});
  const buttons = message.buttons.map(({ id, text, hint, primary, press }) =>
    h(
      'button',
      { id, type: 'button', class: primary ? 'button primary' : 'button', title: hint, on: { click: press } },
      text,
    ),
  );
  const close = h(
    'button',
    {
      'class': 'action',
      'type': 'button',
      'title': texts.dismiss,
      'aria-label': texts.dismiss,
      'on': { click: message.dismiss ?? (() => dismiss(message.id)) },
    },
    icon('close'),
  );
  const element = h(
    'div',
    { 'class': `message ${message.look}`, 'data-message': message.id },
    icon(message.icon, message.look),
    h('p', {}, title, ' ', detail),
    h('div', { class: 'buttons' }, ...buttons),
    message.lasting ? null : close,
  );
  return {
    element,
    update(now, isWaiting) {
      setText(title, now.title);
      setText(detail, now.detail);
      now.buttons.forEach(({ remote }, i) => {
        buttons[i]!.disabled = remote === true && isWaiting;
      });
    },
  };
}

function lost({ state, texts, numbers, session }: ViewContext): Message | null {
  const { panel, run } = state;
  if (panel?.contact.contact !== 'lost' || run?.ended) return null;
  const ago = Math.max(1, Math.round((Date.now() - panel.contact.since) / 1000));
  const shown = duration(ago, texts, numbers).replace(/[.,]0(?=\D)/, '');
  const batch = run?.batch?.step;
  return {
    id: 'contact-lost',
    lasting: true,
    look: 'warn',
    icon: 'debug-disconnect',
    title: texts.contactLost(panel.trainer, shown),
    detail: batch === undefined ? texts.contactLostBefore : texts.contactLostDetail(numbers.whole(batch)),
    buttons: [{ id: 'show-log', text: texts.showLog, press: () => session.showLog() }],
  };
}

function failed({ state, texts, language, session }: ViewContext): Message | null {
  const { run } = state;
  if (run?.ended?.state !== 'failed' || !hasTrained(run)) return null;
  return {
    id: 'failed',
    lasting: true,
    look: 'bad',
    icon: 'error',
    title: texts.failedTitle,
    detail: run.ended.error ? render(run.ended.error, language) : '',
    buttons: [
      { id: 'again', text: texts.trainAgain, primary: true, remote: true, press: () => session.again(false) },
      { id: 'show-log', text: texts.showLog, press: () => session.showLog() },
    ],
  };
}

/** A request that failed; what contact explains is said by the bar about contact. */
function problem({ state, language, texts, session }: ViewContext): Message | null {
  const error = state.problem;
  if (!error || state.panel?.contact.contact === 'lost') return null;
  return {
    id: 'problem',
    dismiss: () => session.dismissProblem(),
    look: 'warn',
    icon: 'warning',
    title: '',
    detail: render(error, language),
    buttons: [{ id: 'show-log', text: texts.showLog, press: () => session.showLog() }],
  };
}

function diverged({ state, texts, numbers }: ViewContext): Message | null {
  const step = state.run?.divergedAt ?? null;
  if (step === null) return null;
  return {
    id: 'diverged',
    look: 'warn',
    icon: 'warning',
    title: texts.diverged(numbers.whole(step)),
    detail: texts.divergedDetail,
    buttons: [],
  };
}

/** WebAssembly trains where TensorFlow might: why, how fast it is, and the way to the faster one. */
function slower(context: ViewContext): Message | null {
  const { state, texts, numbers, language, session } = context;
  const { run } = state;
  const passedOver = run?.engine?.passedOver.find(({ engine }) => engine === 'tensorflow');
  if (!run || !passedOver || run.engine?.engine !== 'wasm' || pageState(state) === 'failed') return null;
  const rate = progressOf(run)?.samplesPerSecond ?? null;
  return {
    id: 'slower-engine',
    look: 'info',
    icon: 'info',
    title: rate === null ? texts.wasmTrainsUnmeasured : texts.wasmTrains(numbers.significant(rate, 2)),
    detail: render(passedOver.error, language),
    buttons: [
      {
        id: 'use-tensorflow',
        text: texts.useTensorFlow,
        hint: texts.useTensorFlowHint,
        remote: true,
        press: () => session.again(true),
      },
    ],
  };
}
