import path from 'node:path';
import {
  engineNames,
  render,
  type ErrorCode,
  type Logs,
  type RunEvent,
  type RunEventOf,
} from '@convscope/protocol';
import type { CliContext } from './context.js';
import type { Say } from './texts.js';

/** Where a report goes: a terminal redraws its last line, a pipe gets whole lines only. */
export interface Output {
  line(text: string): void;
  /** Replaces the last transient line by the first of these forms that has room; does nothing in a pipe. */
  transient(...forms: string[]): void;
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
    private readonly context: Pick<CliContext, 'say' | 'language'>,
    private readonly options: { folder: string; plain: boolean; fetchOffer: string | undefined },
  ) {}

  /** Takes note of what happened before, without a word: what a later event is told with. */
  recall(events: readonly RunEvent[]): void {
    for (const event of events) {
      if (event.type === 'created') this.runId = event.runId;
      if (event.type === 'created' || event.type === 'resumed') this.plan = event.plan;
      if (event.type === 'engine') this.engine = event;
    }
  }

  add(event: RunEvent): void {
    const { output } = this;
    const { say } = this.context;
    switch (event.type) {
      case 'created':
        this.plan = event.plan;
        this.runId = event.runId;
        return output.line(say('run', { runId: event.runId, seed: event.seed }));
      case 'resumed':
        this.plan = event.plan;
        return output.line(say('resumed', { runId: this.runId, step: event.step }));
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
      case 'callback':
        return this.addCallback(event);
      case 'exported':
        return output.line(say('exported', { file: path.join(this.options.folder, event.file) }));
      case 'evaluated':
        return output.line(this.evaluated(event.logs));
      case 'ended':
        return this.addEnd(event);
    }
  }

  private addPhase({ phase, received, total }: RunEventOf<'phase'>): void {
    const { say } = this.context;
    const text = say(`phase.${phase}`);
    if (this.phase !== phase) this.output.line(total ? `${text} (${megabytes(say, total)}) …` : `${text} …`);
    this.phase = phase;
    if (received !== undefined && total) {
      this.output.transient(`${text}: ${megabytes(say, received)} / ${megabytes(say, total)}`);
    }
  }

  private addEngine(event: RunEventOf<'engine'>): void {
    const { say, language } = this.context;
    this.engine = event;
    for (const { engine, error } of event.passedOver) {
      const reason = render(error, language);
      this.output.line(say('engine.passedOver', { name: engineNames[engine], reason }));
    }
    const { version, device, threads } = event;
    this.output.line(say('engine', { name: engineNames[event.engine], version, device, threads }));
    if (this.options.fetchOffer) this.output.line(this.options.fetchOffer);
  }

  private addBatch(event: RunEventOf<'batch'>): void {
    if (!this.plan) return;
    this.warnOnceIfDiverged(event.logs['loss']);
    const { epochs, batches, batchSize, samples: total } = this.plan;
    const steps = Math.min(epochs * batches, this.plan.maxSteps ?? Infinity);
    const toCome = (steps - event.step) * batchSize;
    // The last batch of an epoch may be smaller.
    const left = Math.min(toCome, (epochs - event.epoch) * total - event.samples);
    const { accuracy } = event.logs;
    const facts = {
      epoch: event.epoch + 1,
      epochs,
      batch: event.batch,
      batches,
      samples: this.integer(event.samples),
      total: this.integer(total),
      loss: figure(event.logs['loss']),
      rate: this.integer(Math.round(event.samplesPerSecond)),
      left: event.samplesPerSecond > 0 ? this.duration(left / event.samplesPerSecond) : '…',
    };
    const percentage = accuracy === undefined ? '' : percent(accuracy);
    const { say } = this.context;
    const text = say('batch', {
      ...facts,
      accuracy: percentage && ` · accuracy ${percentage}`,
      device: this.device(),
    });
    const short = say('batch.short', {
      ...facts,
      accuracy: percentage && `  accuracy ${percentage}`,
      engine: this.engine ? engineNames[this.engine.engine] : '',
    });
    this.output.transient(`${progressBar(event.step / steps)} ${text}`, text, short);
    if (!this.options.plain || event.time - this.lastPlain < plainInterval) return;
    this.lastPlain = event.time;
    this.output.line(text);
  }

  private warnOnceIfDiverged(loss: number | undefined): void {
    if (this.diverged || loss === undefined || Number.isFinite(loss)) return;
    this.diverged = true;
    this.output.line(this.context.say('diverged'));
  }

  private addEpoch({ epoch, seconds, logs }: RunEventOf<'epoch'>): void {
    this.output.line(
      this.context.say('epoch', {
        epoch: epoch + 1,
        epochs: this.plan?.epochs ?? '?',
        seconds: seconds.toFixed(1),
        logs: logsText(logs),
      }),
    );
  }

  private addCallback(event: RunEventOf<'callback'>): void {
    const { say } = this.context;
    const epoch = event.epoch + 1;
    switch (event.className) {
      case 'EarlyStopping': {
        const best = (event.bestEpoch ?? 0) + 1;
        return this.output.line(
          event.stopped
            ? say('callback.EarlyStopping', { epoch, best })
            : say('callback.EarlyStopping.restored', { best }),
        );
      }
      case 'ReduceLROnPlateau':
        return this.output.line(
          say('callback.ReduceLROnPlateau', { epoch, rate: event.learningRate ?? '?' }),
        );
      case 'ModelCheckpoint':
        return this.output.line(say('callback.ModelCheckpoint', { epoch }));
    }
  }

  private evaluated(logs: Logs): string {
    const { say } = this.context;
    const { loss, accuracy, ...others } = logs;
    const first =
      accuracy === undefined
        ? say('evaluated.loss', { loss: figure(loss) })
        : say('evaluated', { loss: figure(loss), accuracy: percent(accuracy) });
    return [first, logsText(others)].filter(Boolean).join(' · ');
  }

  private addEnd({ state, error, seconds }: RunEventOf<'ended'>): void {
    const { say, language } = this.context;
    const engine = this.engine ? `${engineNames[this.engine.engine]} ${this.engine.version}` : '—';
    const reason = error ? render(error, language) : '';
    const { folder } = this.options;
    const args = { seconds: seconds.toFixed(1), engine, folder, reason, run: this.nameOfRun() };
    const text = error && goesOn.has(error.code) ? 'ended.failed.goesOn' : (`ended.${state}` as const);
    this.output.line(say(text, args));
  }

  /** What `convscope resume` finds the run by, from where the user is. */
  private nameOfRun(): string {
    const { folder } = this.options;
    return path.basename(folder) === this.runId ? this.runId : path.relative('', folder) || '.';
  }

  private device(): string {
    return this.engine ? `${engineNames[this.engine.engine]} ${this.engine.device}` : '';
  }

  private duration(seconds: number): string {
    return seconds < 90
      ? this.context.say('seconds', { n: Math.ceil(seconds) })
      : this.context.say('minutes', { n: Math.ceil(seconds / 60) });
  }

  private integer(n: number): string {
    return n.toLocaleString(this.context.language);
  }
}

/** After these a run can go on as it is: nothing is wrong with what it was asked for. */
const goesOn: ReadonlySet<ErrorCode> = new Set([
  'run-crashed',
  'run-interrupted',
  'out-of-memory',
  'disk-full',
]);

const barWidth = 20;

function progressBar(done: number): string {
  const full = Math.round(done * barWidth);
  return '━'.repeat(full) + '╌'.repeat(barWidth - full);
}

/** `2.3026`; a loss that has run away is short, too: `5.3226e+30`. */
function figure(value: number | undefined): string {
  if (value === undefined) return '—';
  return Math.abs(value) < 1e6 || !Number.isFinite(value) ? value.toFixed(4) : value.toExponential(4);
}

const percent = (share: number) => `${(share * 100).toFixed(2)}%`;

/** `loss 0.6263 · accuracy 84.76% · val_loss 0.3229`: names as in Keras's logs. */
export const logsText = (logs: Logs): string =>
  Object.entries(logs)
    .map(([name, value]) => `${name} ${name.includes('accuracy') ? percent(value) : figure(value)}`)
    .join(' · ');
