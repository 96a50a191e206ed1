import { TrainerLink } from '../../src/trainer/link.js';
import { openConnection } from '../../src/trainer/open-connection.js';
import type { FakeTrainer } from './fake-trainer.js';

/** A link to a fake trainer over a real socket, with pauses of a few milliseconds. */
export function linkTo(trainer: () => FakeTrainer): TrainerLink {
  return new TrainerLink({
    open: (onEvents) => openConnection({ host: trainer().host, client: 'test', onEvents, log: () => {} }),
    pause: () => 5,
    log: () => {},
  });
}
