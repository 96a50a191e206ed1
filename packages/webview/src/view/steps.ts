import { render, type PanelState } from '@convscope/protocol';
import { isLost } from './contact.js';
import { createMemo, h, setAttribute, setText } from './dom.js';
import { icon, type IconName } from './icons.js';
import { stepsOf, type Step } from './step-list.js';
import type { View, ViewContext } from './view.js';

const icons: Record<Step['status'], { name: IconName; look: string }> = {
  done: { name: 'pass-filled', look: 'good' },
  now: { name: 'sync', look: 'accent spin' },
  later: { name: 'circle', look: 'dim' },
  asking: { name: 'question', look: 'accent' },
  failed: { name: 'error', look: 'bad' },
};

/** A step on the page; the same element while its figures change, so that its icon turns evenly. */
interface StepItem {
  element: HTMLLIElement;
  update(step: Step): void;
}

/** What is being done before training, and the one question that may come up: whether to fetch TensorFlow. */
export function createSteps(context: ViewContext): View {
  const { state } = context;
  const list = h('ol', { class: 'steps' });
  const element = h('div', { class: 'preparation' }, list);
  const changed = createMemo();
  let items: StepItem[] = [];

  return {
    element,
    update() {
      const { panel, run } = state;
      const steps = stepsOf(context);
      const phase = panel?.phase;
      const shape = steps.map(({ status, share }) => `${status} ${share === undefined}`).join();
      if (changed(shape, phase, state.asked, panel?.contact.contact, run)) {
        items = steps.map((step) => createItem(context, step));
        list.replaceChildren(...items.map((item) => item.element));
        const fetch = list.querySelector<HTMLElement>('#fetch');
        if (document.activeElement === document.body) fetch?.focus();
      }
      items.forEach((item, i) => item.update(steps[i]!));
    },
  };
}

function createItem(context: ViewContext, { id, status, share }: Step): StepItem {
  const { name, look } = icons[status];
  const isCurrent = status !== 'done' && status !== 'later';
  const title = h(isCurrent ? 'b' : 'span', { class: status === 'later' ? 'dim' : '' });
  const aside = h('span', { class: isCurrent ? 'small' : 'small dim' });
  const filled = h('i', {});
  const range = { 'aria-valuemin': 0, 'aria-valuemax': 100 };
  const bar = share === undefined ? null : h('div', { class: 'bar', role: 'progressbar', ...range }, filled);
  const phase = context.state.panel?.phase;
  const element = h(
    'li',
    { 'data-step': id, 'data-status': status, 'aria-current': isCurrent ? 'step' : null },
    icon(name, look),
    title,
    aside,
    bar,
    status === 'asking' && phase?.phase === 'asking' && question(context, phase),
    status === 'failed' && failure(context, phase),
  );
  return {
    element,
    update(step) {
      setText(title, step.title);
      setText(aside, step.aside);
      if (!bar) return;
      const percent = Math.round((step.share ?? 0) * 100);
      filled.style.width = `${percent}%`;
      setAttribute(bar, 'aria-valuenow', percent);
      setAttribute(bar, 'aria-label', step.title);
    },
  };
}

function question(
  { texts, numbers, session, state }: ViewContext,
  { fetchBytes }: Extract<PanelState['phase'], { phase: 'asking' }>,
): HTMLElement {
  const disabled = state.asked !== null || isLost(state);
  const answer = (fetchEngine: boolean) => ({ click: () => session.answer(fetchEngine) });
  return h(
    'div',
    { class: 'sub' },
    h('p', { class: 'small dim' }, texts.askDetail),
    h(
      'div',
      { class: 'buttons' },
      h(
        'button',
        { class: 'button primary', id: 'fetch', type: 'button', disabled, on: answer(true) },
        texts.askFetch(numbers.megabytes(fetchBytes)),
      ),
      h(
        'button',
        { class: 'button', id: 'use-wasm', type: 'button', disabled, on: answer(false) },
        texts.askWasm,
      ),
    ),
    h('p', { class: 'small dim' }, texts.askAbout),
  );
}

function failure({ texts, language, session, state }: ViewContext, phase?: PanelState['phase']): HTMLElement {
  const error = phase?.phase === 'failed' ? phase.error : state.run?.ended?.error;
  return h(
    'div',
    { class: 'sub' },
    error ? h('p', { class: 'small', id: 'failure', role: 'alert' }, render(error, language)) : null,
    h(
      'div',
      { class: 'buttons' },
      h(
        'button',
        {
          class: 'button primary',
          id: 'again',
          type: 'button',
          disabled: state.asked !== null || isLost(state),
          on: { click: () => session.again(false) },
        },
        texts.trainAgain,
      ),
      h(
        'button',
        { class: 'button', id: 'show-log', type: 'button', on: { click: () => session.showLog() } },
        texts.showLog,
      ),
    ),
  );
}
