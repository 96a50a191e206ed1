import assert from 'node:assert/strict';
import { optimizer } from '../src/index.js';

const piecewise = (boundaries: number[], values: number[]) =>
  optimizer({ className: 'SGD', schedule: { className: 'PiecewiseConstantDecay', boundaries, values } });

describe('an optimizer’s schedule', () => {
  it('has a value before, between and after its boundaries', () => {
    assert.deepEqual(piecewise([10, 20], [0.1, 0.05, 0.01]).schedule, {
      className: 'PiecewiseConstantDecay',
      boundaries: [10, 20],
      values: [0.1, 0.05, 0.01],
    });
    assert.throws(() => piecewise([10, 20], [0.1, 0.05]), /one value more than boundaries/);
    assert.throws(() => piecewise([10], [0.1, 0.05, 0.01]), /one value more than boundaries/);
    assert.throws(() => piecewise([20, 10], [0.1, 0.05, 0.01]), /ascending/);
  });
});
