import type { TrainingConfig } from '@convscope/model';
import { ConvScopeError } from '@convscope/protocol';
import { openMonitor } from './monitor.js';

/**
 * Whether the callbacks can do what they are asked for, before an epoch is spent on it.
 * @throws ConvScopeError `callback-monitor`, `callback-mode`; `callback-schedule` where ReduceLROnPlateau would set a
 * rate that a schedule sets, which Keras refuses, too
 */
export function checkCallbacks({ callbacks, compile }: Pick<TrainingConfig, 'callbacks' | 'compile'>): void {
  const measured = ['loss', ...compile.metrics];
  const available = new Set([...measured, ...measured.map((name) => `val_${name}`)]);
  for (const config of callbacks) {
    const { className } = config;
    if (className === 'CSVLogger' || className === 'TensorBoard') continue;
    if (className === 'ReduceLROnPlateau') {
      const schedule = compile.optimizer.schedule?.className;
      if (schedule !== undefined) throw new ConvScopeError('callback-schedule', { schedule });
      available.add('learning_rate');
    }
    const { monitor } = config;
    if (!available.has(monitor)) {
      const names = [...available].join(', ');
      throw new ConvScopeError('callback-monitor', { callback: className, monitor, available: names });
    }
    openMonitor(config);
  }
}
