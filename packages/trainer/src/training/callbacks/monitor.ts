import { ConvScopeError, type Logs } from '@convscope/protocol';

export interface MonitorConfig {
  className: string;
  monitor: string;
  mode: 'auto' | 'min' | 'max';
  minDelta?: number;
}

/** Watches one value of the logs, as Keras's `MonitorCallback`. */
export interface Monitor {
  /** @throws ConvScopeError `callback-monitor` where the logs do not have it */
  value(logs: Logs): number;
  /** Whether a value is better than another by more than `minDelta`. Anything is better than nothing. */
  isImprovement(value: number, reference: number | null): boolean;
}

/** @throws ConvScopeError `callback-mode` where neither mode nor name says what is better */
export function openMonitor({ className, monitor, mode, minDelta = 0 }: MonitorConfig): Monitor {
  const direction = mode === 'auto' ? directionOf(monitor) : mode;
  if (direction === undefined) {
    throw new ConvScopeError('callback-mode', { callback: className, monitor });
  }
  return {
    value(logs) {
      const value = logs[monitor];
      if (value !== undefined) return value;
      const available = Object.keys(logs).join(', ');
      throw new ConvScopeError('callback-monitor', { callback: className, monitor, available });
    },
    // Keras compares float32, so that what differs less is equal; NaN is never better.
    isImprovement(value, reference) {
      if (reference === null) return true;
      const [now, before] = [direction === 'min' ? value + minDelta : value - minDelta, reference].map(
        Math.fround,
      ) as [number, number];
      return direction === 'min' ? now < before : now > before;
    },
  };
}

/** Keras goes by the metric of that name; of ours only the loss is better when it is less. */
function directionOf(monitor: string): 'min' | 'max' | undefined {
  const name = monitor.replace(/^val_/, '');
  if (name === 'loss') return 'min';
  return name.endsWith('accuracy') ? 'max' : undefined;
}
