import { render, type WireError } from '@convscope/protocol';
import { batchOfStep, progressOf } from '../run/progress.js';
import type { RunRecord } from '../run/record.js';
import { hasTrained, pageState } from '../state/app-state.js';
import { lostAgo } from './contact.js';
import type { IconName } from './icons.js';
import type { ViewContext } from './view.js';

/** Something to know and perhaps to do, above the pictures. */
export interface Message {
  id: string;
  look: 'warn' | 'bad' | 'info';
  icon: IconName;
  title: string;
  detail: string;
  buttons: MessageButton[];
  /** Stays until its cause is gone. */
  lasting?: boolean;
  /** Said by a screen reader as soon as it is there. */
  alert?: boolean;
  /** What closing it does, if more than to hide it. */
  dismiss?: () => void;
}

interface MessageButton {
  id: string;
  text: string;
  hint?: string;
  primary?: boolean;
  /** Whether it needs the trainer and so waits while there is no contact. */
  remote?: boolean;
  press: () => void;
}

type Told = Pick<ViewContext, 'state' | 'texts' | 'numbers' | 'language' | 'session'>;

/** What is out of the ordinary, most important first. A button that several would have is in the first alone. */
export function messagesOf(context: Told): Message[] {
  const { run } = context.state;
  const messages = [lost(context), failed(context), problem(context), diverged(context), slower(context)];
  // A failure before training stands in the list of steps, with these two.
  const isInSteps = pageState(context.state) === 'failed' && !(run && hasTrained(run));
  const used = new Set(isInSteps ? ['again', 'show-log'] : []);
  return messages
    .filter((message) => message !== null)
    .map((message) => {
      const buttons = message.buttons.filter(({ id }) => !used.has(id));
      for (const { id } of buttons) used.add(id);
      return { ...message, buttons };
    });
}

function lost(context: Told): Message | null {
  const { state, texts } = context;
  const { panel, run } = state;
  const ago = lostAgo(context);
  if (!panel || ago === null) return null;
  const at = run?.batch && placeOf(context, run, run.batch.step);
  return {
    id: 'contact-lost',
    lasting: true,
    look: 'warn',
    icon: 'debug-disconnect',
    title: texts.contactLost(panel.trainer, ago),
    detail: at ? texts.contactLostDetail(...at) : texts.contactLostBefore,
    buttons: [showLog(context)],
  };
}

function failed(context: Told): Message | null {
  const { state, texts, language, session } = context;
  const { run } = state;
  if (run?.ended?.state !== 'failed' || !hasTrained(run)) return null;
  const again = () => session.again(false);
  return {
    id: 'failed',
    lasting: true,
    alert: true,
    look: 'bad',
    icon: 'error',
    title: texts.failedTitle,
    detail: run.ended.error ? render(run.ended.error, language) : '',
    buttons: [
      { id: 'again', text: texts.trainAgain, primary: true, remote: true, press: again },
      showLog(context),
    ],
  };
}

/** A request that failed; what contact explains is said by the bar about contact. */
function problem(context: Told): Message | null {
  const { state, language, session } = context;
  if (!state.problem || state.panel?.contact.contact === 'lost') return null;
  return {
    id: 'problem',
    alert: true,
    dismiss: () => session.dismissProblem(),
    look: 'warn',
    icon: 'warning',
    title: '',
    detail: render(state.problem, language),
    buttons: [showLog(context)],
  };
}

function diverged(context: Told): Message | null {
  const { state, texts } = context;
  const step = state.run?.divergedAt ?? null;
  if (step === null) return null;
  return {
    id: 'diverged',
    alert: true,
    look: 'warn',
    icon: 'warning',
    title: texts.diverged(...placeOf(context, state.run!, step)),
    detail: texts.divergedDetail,
    buttons: [],
  };
}

/** WebAssembly trains where TensorFlow might: why, how fast it is, and the way to the faster one if there is one. */
function slower(context: Told): Message | null {
  const { state, texts, language, session } = context;
  const { run } = state;
  const passedOver = run?.engine?.passedOver.find(({ engine }) => engine === 'tensorflow');
  if (!run || !passedOver || run.engine?.engine !== 'wasm') return null;
  const title = slowerTitle(context, run);
  if (title === null) return null;
  const useTensorFlow = {
    id: 'use-tensorflow',
    text: texts.useTensorFlow,
    hint: texts.useTensorFlowHint,
    remote: true,
    press: () => session.again(true),
  };
  return {
    id: 'slower-engine',
    look: 'info',
    icon: 'info',
    title,
    detail: render(passedOver.error, language),
    buttons: fetchingHelps(passedOver.error) ? [useTensorFlow] : [],
  };
}

function slowerTitle({ state, texts, numbers }: Told, run: RunRecord): string | null {
  const rate = progressOf(run)?.samplesPerSecond ?? null;
  const shown = rate === null ? null : numbers.significant(rate, 2);
  if (!run.ended) return shown === null ? texts.wasmTrainsUnmeasured : texts.wasmTrains(shown);
  return shown === null || pageState(state) === 'failed' ? null : texts.wasmTrained(shown);
}

/** Whether TensorFlow was only not fetched: else to train again would end this run and end at the same engine. */
function fetchingHelps({ code }: WireError): boolean {
  return code === 'engine-not-fetched' || code === 'download-failed' || code === 'cancelled';
}

function showLog({ texts, session }: Told): MessageButton {
  return { id: 'show-log', text: texts.showLog, press: () => session.showLog() };
}

/** The batch and the epoch that a step belongs to, in print. */
function placeOf({ numbers }: Told, run: RunRecord, step: number): [batch: string, epoch: string] {
  const { batch, epoch } = batchOfStep(step, run.created?.plan.batches ?? step);
  return [numbers.whole(batch), numbers.whole(epoch)];
}
