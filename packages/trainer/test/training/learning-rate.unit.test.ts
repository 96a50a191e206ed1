import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { optimizer, optimizerConfig } from '@convscope/model';
import * as z from 'zod';
import { learningRateAt } from '../../src/training/learning-rate.js';

/** What real Keras's schedules give from 0.1 on, in float32. */
const keras = z
  .object({
    iterations: z.int().array(),
    cases: z.object({ name: z.string(), schedule: z.unknown(), rates: z.number().array() }).array(),
  })
  .parse(JSON.parse(readFileSync(new URL('../oracle/compile/schedules.json', import.meta.url), 'utf8')));

describe('learningRateAt', () => {
  for (const { name, schedule, rates } of keras.cases) {
    it(`follows Keras’s schedule ${name}`, () => {
      const config = optimizerConfig.parse({ className: 'SGD', learningRate: 0.1, schedule });
      keras.iterations.forEach((iterations, i) => {
        const rate = learningRateAt(config, iterations);
        assert.ok(
          Math.abs(rate - rates[i]!) <= 4e-7 * rates[i]!,
          `${iterations}: ${rate}, Keras ${rates[i]}`,
        );
      });
    });
  }

  it('is constant without a schedule or a decay', () => {
    assert.equal(learningRateAt(optimizer({ className: 'Adam' }), 1_000), 0.001);
  });

  it('decays as in Keras 2, from the full rate at iteration 0', () => {
    const config = optimizer({ className: 'RMSprop', learningRate: 0.1, decay: 0.5 });
    assert.deepEqual(
      [0, 1, 2].map((iterations) => learningRateAt(config, iterations)),
      [0.1, 0.1 / 1.5, 0.05],
    );
  });
});
