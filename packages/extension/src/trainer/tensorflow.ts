import { ConvScopeError, engineNames, type EngineState } from '@convscope/protocol';
import type { TrainerConnection } from './open-connection.js';

/** How many bytes would have to be fetched before TensorFlow trains; `undefined` if none can be or need be. */
export async function tensorFlowToFetch(trainer: TrainerConnection): Promise<number | undefined> {
  const found = await tensorFlow(trainer);
  return found?.state === 'can-be-fetched' ? found.fetchBytes : undefined;
}

/** Throws the trainer's reason if TensorFlow is not there and cannot be fetched. */
export async function checkTensorFlow(trainer: TrainerConnection): Promise<void> {
  const found = await tensorFlow(trainer);
  if (found?.state === 'ready' || found?.state === 'can-be-fetched') return;
  const { code, args } = found?.error ?? {
    code: 'engine-not-fetched' as const,
    args: { engine: engineNames.tensorflow },
  };
  throw new ConvScopeError(code, args);
}

async function tensorFlow(trainer: TrainerConnection): Promise<EngineState | undefined> {
  const { engines } = await trainer.request('engine/list', {});
  return engines.find(({ engine }) => engine === 'tensorflow');
}
