import type { RunEvent, RunEventOf } from '@convscope/protocol';

/** Where a run stands, as one line shows it. */
export interface RunProgress {
  state: 'preparing' | 'training' | 'evaluating' | 'finished' | 'stopped' | 'failed';
  /** The epoch under way, from 1. */
  epoch: number;
  epochs: number;
  /** Of all images of all epochs, 0…1. */
  fraction: number;
}

const notStarted: RunProgress = { state: 'preparing', epoch: 1, epochs: 1, fraction: 0 };

type Plan = RunEventOf<'created'>['plan'];

/** Follows `progress` through events; the first of them is `created`, whose plan says what is a whole. */
export class ProgressMeter {
  #plan: Plan | undefined;
  #seen = -1;
  progress: RunProgress = notStarted;

  /** Events may come again from the start; those that were seen change nothing. */
  accept(event: RunEvent): void {
    if (event.n <= this.#seen) return;
    this.#seen = event.n;
    switch (event.type) {
      case 'created':
        this.#plan = event.plan;
        this.progress = { ...notStarted, epochs: event.plan.epochs };
        break;
      case 'phase':
        this.progress = { ...this.progress, state: stateOf(event.phase) };
        break;
      case 'batch':
        this.progress = { ...this.progress, ...position(event, this.#plan) };
        break;
      case 'resumed':
        this.#plan = event.plan;
        this.progress = { ...notStarted, ...placeOf(event) };
        break;
      case 'ended':
        this.progress = { ...this.progress, state: event.state };
        break;
      case 'engine':
      case 'epoch':
      case 'snapshot':
      case 'evaluated':
      case 'callback':
      case 'exported':
    }
  }
}

function stateOf(phase: RunEventOf<'phase'>['phase']): RunProgress['state'] {
  return phase === 'training' || phase === 'evaluating' ? phase : 'preparing';
}

function position(event: RunEventOf<'batch'>, plan: Plan | undefined): Partial<RunProgress> {
  if (!plan) return { epoch: event.epoch + 1 };
  const seen = event.epoch * plan.samples + event.samples;
  return { state: 'training', epoch: event.epoch + 1, fraction: seen / (plan.epochs * plan.samples) };
}

/** Where a resumed run goes on. */
function placeOf({ step, epoch, plan }: RunEventOf<'resumed'>): Partial<RunProgress> {
  const { epochs, batches } = plan;
  return { epoch: Math.min(epoch + 1, epochs), epochs, fraction: Math.min(1, step / (epochs * batches)) };
}

export const isOver = ({ state }: RunProgress): boolean =>
  state === 'finished' || state === 'stopped' || state === 'failed';
