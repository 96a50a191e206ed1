import { isLost } from './contact.js';
import { createMemo, h, setText } from './dom.js';
import { icon } from './icons.js';
import { messagesOf, type Message } from './message-list.js';
import type { View, ViewContext } from './view.js';

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
      const messages = messagesOf(context).filter(({ id }) => !dismissed.has(id));
      const isWaiting = isLost(state) || state.asked !== null;
      for (const [key, bar] of bars) {
        if (messages.some((message) => keyOf(message) === key)) continue;
        bar.element.remove();
        bars.delete(key);
      }
      messages.forEach((message, i) => {
        const key = keyOf(message);
        const bar = bars.get(key) ?? createBar(context, message, dismiss);
        bars.set(key, bar);
        if (element.children[i] !== bar.element)
          element.insertBefore(bar.element, element.children[i] ?? null);
        bar.update(message, isWaiting);
      });
    },
  };
}

/** What makes a bar another one. */
const keyOf = ({ id, buttons }: Message) => [id, ...buttons.map((button) => button.id)].join(' ');

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
    h('p', { role: message.alert ? 'alert' : null }, title, ' ', detail),
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
