import { describeModel, type ModelDescription } from '@convscope/model';
import type { RunEvent, RunEventOf } from '@convscope/protocol';
import { createCurve, type Curve } from './curve.js';

export type PhaseName = RunEventOf<'phase'>['phase'];

/** One thing that was done before or beside training, with its last progress. */
interface PhaseRecord {
  phase: PhaseName;
  /** ms since 1970; `endedAt` is when the next one began. The last one stays open: there the run ended. */
  startedAt: number;
  endedAt: number | null;
  /** Bytes, where something is fetched. */
  received: number | undefined;
  total: number | undefined;
}

/** All that the events of one run have told so far. */
export interface RunRecord {
  readonly runId: string;
  /** The number of the event that comes next; what came before is in here once. */
  next: number;
  created: RunEventOf<'created'> | null;
  model: ModelDescription | null;
  phases: PhaseRecord[];
  engine: RunEventOf<'engine'> | null;
  readonly curve: Curve;
  /** The newest batch. */
  batch: RunEventOf<'batch'> | null;
  epochs: RunEventOf<'epoch'>[];
  /** Moments whose weights can be read, in order. */
  snapshots: RunEventOf<'snapshot'>[];
  /** The first step whose loss was NaN or infinite. */
  divergedAt: number | null;
  evaluated: RunEventOf<'evaluated'> | null;
  ended: RunEventOf<'ended'> | null;
}

/** What is known of a run before its first event. */
export function emptyRecord(runId: string): RunRecord {
  return {
    runId,
    next: 0,
    created: null,
    model: null,
    phases: [],
    engine: null,
    curve: createCurve(),
    batch: null,
    epochs: [],
    snapshots: [],
    divergedAt: null,
    evaluated: null,
    ended: null,
  };
}

/**
 * Takes one event in. Events are numbered without a gap, so one that was taken before is left out, and one
 * that is too new is refused: whoever reads asks again from `record.next`.
 */
export function applyEvent(record: RunRecord, event: RunEvent): 'applied' | 'duplicate' | 'gap' {
  if (event.n < record.next) return 'duplicate';
  if (event.n > record.next) return 'gap';
  record.next = event.n + 1;
  take(record, event);
  return 'applied';
}

function take(record: RunRecord, event: RunEvent): void {
  switch (event.type) {
    case 'created':
      record.created = event;
      record.model = describeModel(event.model);
      break;
    case 'phase':
      takePhase(record, event);
      break;
    case 'engine':
      record.engine = event;
      break;
    case 'batch':
      takeBatch(record, event);
      break;
    case 'epoch':
      record.epochs.push(event);
      record.curve.validate(event.logs);
      break;
    case 'snapshot':
      record.snapshots.push(event);
      break;
    case 'evaluated':
      record.evaluated = event;
      break;
    case 'resumed':
      takeResumed(record, event);
      break;
    case 'ended':
      record.ended = event;
      break;
    case 'callback':
    case 'exported':
  }
}

/** What was told of later steps is void: they are done again. */
function takeResumed(record: RunRecord, event: RunEventOf<'resumed'>): void {
  const { step, epoch, plan, snapshots } = event;
  const current = record.phases.at(-1);
  if (current) current.endedAt ??= record.ended?.time ?? event.time;
  if (record.created) record.created = { ...record.created, plan };
  record.batch = batchBefore(record, event);
  record.curve.rewind(step / plan.batches, epoch);
  record.epochs = record.epochs.filter((end) => end.epoch < epoch);
  record.snapshots = record.snapshots.filter((moment) => snapshots.includes(moment.step));
  if (record.divergedAt !== null && record.divergedAt > step) record.divergedAt = null;
  record.evaluated = null;
  record.ended = null;
}

/** The newest batch that counts, where the run goes on from. */
function batchBefore({ batch }: RunRecord, { step, plan }: RunEventOf<'resumed'>): RunRecord['batch'] {
  if (!batch || batch.step <= step) return batch;
  if (step === 0) return null;
  const epoch = Math.ceil(step / plan.batches) - 1;
  const inEpoch = step - epoch * plan.batches;
  const samples = Math.min(inEpoch * plan.batchSize, plan.samples);
  return { ...batch, step, epoch, batch: inEpoch, samples };
}

function takePhase(record: RunRecord, event: RunEventOf<'phase'>): void {
  const current = record.phases.at(-1);
  if (current?.phase === event.phase) {
    current.received = event.received ?? current.received;
    current.total = event.total ?? current.total;
    return;
  }
  if (current) current.endedAt = event.time;
  record.phases.push({
    phase: event.phase,
    startedAt: event.time,
    endedAt: null,
    received: event.received,
    total: event.total,
  });
}

function takeBatch(record: RunRecord, event: RunEventOf<'batch'>): void {
  const batches = record.created?.plan.batches ?? event.batch;
  record.batch = event;
  record.curve.append(event.epoch + event.batch / batches, event.logs);
  if (!Number.isFinite(event.logs.loss ?? 0)) record.divergedAt ??= event.step;
}
