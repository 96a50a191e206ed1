import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { optimizer, optimizerConfig } from '@convscope/model';
import * as z from 'zod';
import { assertWithin, type Comparison } from '../../../model/test/comparison.js';
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
      const compared = keras.iterations.map((iterations, i): Comparison => {
        const difference = Math.abs(learningRateAt(config, iterations) - rates[i]!);
        // A schedule may end at 0.
        const share = difference === 0 ? 0 : difference / rates[i]!;
        return { what: 'rate, as a share', at: `step ${iterations}`, difference: share, tolerance: 4e-7 };
      });
      assertWithin(compared);
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
