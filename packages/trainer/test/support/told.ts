import type { RunEvent } from '@convscope/protocol';

/**
 * What a log tells of the training itself: without what a later `resumed` made void, without what is measured in
 * seconds, and without numbers and times. Equal for two trainings that did the same.
 */
export function told(events: readonly RunEvent[]): object[] {
  let valid: RunEvent[] = [];
  for (const event of events) {
    if (event.type === 'resumed') valid = valid.filter((earlier) => !isVoid(earlier, event));
    if (kept.has(event.type)) valid.push(event);
  }
  return valid.map((event) => ({ ...event, n: 0, time: 0, seconds: 0, samplesPerSecond: 0 }));
}

const kept = new Set<RunEvent['type']>(['batch', 'epoch', 'callback', 'evaluated']);

function isVoid(event: RunEvent, resumed: { step: number; epoch: number }): boolean {
  switch (event.type) {
    case 'batch':
      return event.step > resumed.step;
    case 'epoch':
      return event.epoch >= resumed.epoch;
    case 'callback':
      // EarlyStopping speaks at a training's end only.
      return event.epoch >= resumed.epoch || event.className === 'EarlyStopping';
    default:
      return true;
  }
}
