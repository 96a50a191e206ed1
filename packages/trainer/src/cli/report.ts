import type { Language } from '@convscope/model';
import { engineNames, render, type Logs, type RunEvent, type RunEventOf } from '@convscope/protocol';
import { runFolderPath } from '../runs/run-folder.js';
import type { Say } from './texts.js';

/** Where a report goes: a terminal redraws its last line, a pipe gets whole lines only. */
export interface Output {
  line(text: string): void;
  /** Replaces the last transient line; does nothing in a pipe. */
  transient(text: string): void;
}

/** A size as people read it: `11.5 MB`, `274 MB`. */
export const megabytes = (say: Say, bytes: number): string =>
  say('megabytes', { n: (bytes / 1e6).toFixed(bytes < 1e8 ? 1 : 0) });

/** In a pipe, progress is a whole line every so many ms. */
const plainInterval = 10_000;

/** Tells a person what happens in a run, event by event. */
export class Report {
  private plan: RunEventOf<'created'>['plan'] | undefined;
  private runId = '';
  private engine: RunEventOf<'engine'> | undefined;
  private lastPlain = 0;
  private phase = '';
  private diverged = false;

  constructor(
    private readonly output: Output,
    private readonly say: Say,
    private readonly language: Language,
    private readonly options: { dataFolder: string; plain: boolean; fetchOffer: string | undefined },
  ) {}

  add(event: RunEvent): void {
    const { say, output } = this;
    switch (event.type) {
      case 'created':
        this.plan = event.plan;
        this.runId = event.runId;
        return output.line(say('run', { runId: event.runId, seed: event.seed }));
      case 'phase':
        return this.addPhase(event);
      case 'engine':
        return this.addEngine(event);
      case 'batch':
        return this.addBatch(event);
      case 'epoch':
        return this.addEpoch(event);
      case 'snapshot':
        return;
      case 'evaluated':
        return output.line(
          say('evaluated', { loss: figure(event.logs['loss']), accuracy: percent(event.logs) }),
        );
      case 'ended':
        return this.addEnd(event);
    }
  }

  private addPhase({ phase, received, total }: RunEventOf<'phase'>): void {
    const text = this.say(`phase.${phase}`);
    if (this.phase !== phase)
      this.output.line(total ? `${text} (${megabytes(this.say, total)}) …` : `${text} …`);
    this.phase = phase;
    if (received !== undefined && total) {
      this.output.transient(`${text}: ${megabytes(this.say, received)} / ${megabytes(this.say, total)}`);
    }
  }

  private addEngine(event: RunEventOf<'engine'>): void {
    this.engine = event;
    for (const { engine, error } of event.passedOver) {
      this.output.line(
        this.say('engine.passedOver', { name: engineNames[engine], reason: render(error, this.language) }),
      );
    }
    this.output.line(this.say('engine', { ...event, passedOver: '', name: engineNames[event.engine] }));
    if (this.options.fetchOffer) this.output.line(this.options.fetchOffer);
  }

  private addBatch(event: RunEventOf<'batch'>): void {
    if (!this.plan) return;
    this.warnOnceIfDiverged(event.logs['loss']);
    const { epochs, batches, samples: total } = this.plan;
    const left = (epochs - event.epoch) * total - event.samples;
    const text = this.say('batch', {
      epoch: event.epoch + 1,
      epochs,
      batch: event.batch,
      batches,
      samples: this.integer(event.samples),
      total: this.integer(total),
      loss: figure(event.logs['loss']),
      accuracy: percent(event.logs),
      rate: this.integer(Math.round(event.samplesPerSecond)),
      left: event.samplesPerSecond > 0 ? this.duration(left / event.samplesPerSecond) : '…',
    });
    this.output.transient(`${progressBar(1 - left / (epochs * total))} ${text}`);
    if (!this.options.plain || event.time - this.lastPlain < plainInterval) return;
    this.lastPlain = event.time;
    this.output.line(text);
  }

  private warnOnceIfDiverged(loss: number | undefined): void {
    if (this.diverged || loss === undefined || Number.isFinite(loss)) return;
    this.diverged = true;
    this.output.line(this.say('diverged'));
  }

  private addEpoch({ epoch, seconds, logs }: RunEventOf<'epoch'>): void {
    this.output.line(
      this.say('epoch', {
        epoch: epoch + 1,
        epochs: this.plan?.epochs ?? '?',
        seconds: seconds.toFixed(1),
        loss: figure(logs['loss']),
        accuracy: percent(logs),
        valLoss: figure(logs['val_loss']),
        valAccuracy: percent(logs, 'val_accuracy'),
      }),
    );
  }

  private addEnd({ state, error, seconds }: RunEventOf<'ended'>): void {
    const engine = this.engine ? `${engineNames[this.engine.engine]} ${this.engine.version}` : '—';
    const folder = runFolderPath(this.options.dataFolder, this.runId);
    const reason = error ? render(error, this.language) : '';
    this.output.line(this.say(`ended.${state}`, { seconds: seconds.toFixed(1), engine, folder, reason }));
  }

  private duration(seconds: number): string {
    return seconds < 90
      ? this.say('seconds', { n: Math.ceil(seconds) })
      : this.say('minutes', { n: Math.ceil(seconds / 60) });
  }

  private integer(n: number): string {
    return n.toLocaleString(this.language);
  }
}

const barWidth = 20;

function progressBar(done: number): string {
  const full = Math.round(done * barWidth);
  return '━'.repeat(full) + '╌'.repeat(barWidth - full);
}

const figure = (value: number | undefined) => (value === undefined ? '—' : value.toFixed(4));
const percent = (logs: Logs, name = 'accuracy') =>
  logs[name] === undefined ? '—' : `${(logs[name] * 100).toFixed(2)}%`;
