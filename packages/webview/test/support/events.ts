import { lessonById } from '@convscope/model';
import type { NewRunEvent, RunEvent } from '@convscope/protocol';

/** A short run as events: 2 epochs of 4 batches, snapshots at the start, in the middle and at the end. */
export function shortRun(): RunEvent[] {
  const batches = 4;
  const events: NewRunEvent[] = [
    {
      type: 'created',
      runId: 'run',
      lesson: 'lenet5',
      dataset: 'mnist',
      model: lessonById('lenet5')!.model,
      seed: 1,
      plan: { epochs: 2, batchSize: 128, samples: 500, batches, testSamples: 100 },
      optimizer: { className: 'SGD', learningRate: 0.01 },
    },
    { type: 'phase', phase: 'fetching-data', received: 0, total: 11_600_000 },
    { type: 'phase', phase: 'fetching-data', received: 11_600_000, total: 11_600_000 },
    { type: 'phase', phase: 'loading-data' },
    {
      type: 'engine',
      engine: 'wasm',
      version: '4.22.0',
      device: 'CPU',
      threads: 1,
      parts: 1,
      passedOver: [],
    },
    { type: 'phase', phase: 'training' },
    { type: 'snapshot', step: 0, at: 0 },
  ];
  for (let step = 1; step <= 2 * batches; step++) {
    const epoch = Math.floor((step - 1) / batches);
    const batch = ((step - 1) % batches) + 1;
    events.push({
      type: 'batch',
      step,
      epoch,
      batch,
      samples: Math.min(batch * 128, 500),
      logs: { loss: 2.3 / step, accuracy: step / 10 },
      learningRate: 0.01,
      samplesPerSecond: 1000,
    });
    if (step % batches) continue;
    events.push({ type: 'snapshot', step, at: step / batches });
    const logs = { loss: 2.3 / step, accuracy: 0.5, val_loss: 1 / step, val_accuracy: 0.6 };
    events.push({ type: 'epoch', epoch, step, logs, seconds: 1 });
  }
  events.push({ type: 'evaluated', samples: 100, logs: { loss: 0.3, accuracy: 0.9 } });
  events.push({ type: 'ended', state: 'finished', seconds: 2 });
  return events.map((event, n) => ({ ...event, n, time: 1000 + n * 100 }));
}
