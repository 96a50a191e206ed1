import assert from 'node:assert/strict';
import {
  conv2d,
  dense,
  describeModel,
  flatten,
  lessonById,
  optimizer,
  optimizerState,
  sequential,
  summaryText,
  type OptimizerConfig,
} from '../src/index.js';
import { memorySize } from '../src/summary/memory-size.js';
import { tell } from './comparison.js';
import { lessonFiles, oracle, oracleText, otherFiles } from './oracle.js';

describe('summaryText', () => {
  for (const name of [...lessonFiles, ...otherFiles]) {
    for (const columns of [80, 120] as const) {
      it(`prints ${name} at ${columns} columns as Keras does`, () => {
        const { config, optimizer_params, summary_arguments } = oracle(name);
        const text = summaryText(describeModel(config), {
          columns,
          expandNested: summary_arguments.expand_nested,
          showTrainable: summary_arguments.show_trainable,
          ...(optimizer_params === null ? {} : { optimizer: optimizerOf(name) }),
        });
        assert.equal(text, oracleText(name, columns));
        tell({ what: `${columns} columns`, found: 'to the letter' });
      });
    }
  }

  it('draws every line of a table equally wide, however long a name is', () => {
    const model = sequential({ inputShape: [8, 8, 1] }, [
      conv2d({
        filters: 1,
        kernelSize: 3,
        name: 'a_layer_whose_name_goes_on_and_on_beyond_any_column_there_is',
      }),
      flatten(),
    ]);
    for (const columns of [20, 60, 80, 200]) {
      const table = summaryText(describeModel(model), { columns }).split('\n').slice(1, -4);
      assert.equal(new Set(table.map((line) => line.length)).size, 1, `${columns} columns`);
    }
  });

  it('sets headers at the bottom of their row where a neighbour needs two lines', () => {
    const [, , above, below] = summaryText(describeModel(sequential({ inputShape: [2] }, [])), {
      columns: 60,
      showTrainable: true,
    }).split('\n');
    assert.equal(above, '┃                     ┃                 ┃  Param ┃     ┃');
    assert.equal(below, '┃ Layer (type)        ┃ Output Shape    ┃      # ┃ Tr… ┃');
  });

  it('keeps the header of a model without layers', () => {
    const text = summaryText(describeModel(sequential({ inputShape: [2] }, [])), { columns: 80 });
    assert.match(text, /Layer \(type\)/);
    assert.match(text, /Total params: 0 \(0\.00 B\)/);
  });
});

describe('optimizerState', () => {
  const description = describeModel(sequential({ inputShape: [4] }, [dense({ units: 2 })]));

  it('counts the steps and the learning rate of SGD', () => {
    const state = optimizerState(optimizer({ className: 'SGD' }), description);
    assert.deepEqual(state, { params: 2, bytes: 12 });
  });

  // As `optimizer.variables` of Keras 3.15 has them for these ten parameters.
  for (const [config, params, bytes] of [
    [{ className: 'SGD', momentum: 0.9 }, 12, 52],
    [{ className: 'RMSprop' }, 12, 52],
    [{ className: 'RMSprop', momentum: 0.9, centered: true }, 32, 132],
    [{ className: 'Adam' }, 22, 92],
    [{ className: 'Adam', amsgrad: true }, 32, 132],
    [{ className: 'AdamW' }, 22, 92],
    [{ className: 'Adagrad' }, 12, 52],
  ] as const) {
    it(`counts what ${JSON.stringify(config)} remembers`, () => {
      assert.deepEqual(optimizerState(optimizer(config), description), { params, bytes });
    });
  }

  it('counts the learning rate only where no schedule computes it', () => {
    const decaying = optimizer({ className: 'RMSprop', decay: 1e-6 });
    const scheduled = optimizer({
      className: 'Adam',
      schedule: { className: 'CosineDecay', decaySteps: 10 },
    });
    assert.deepEqual(optimizerState(decaying, description), { params: 11, bytes: 48 });
    assert.deepEqual(optimizerState(scheduled, description), { params: 21, bytes: 88 });
  });
});

describe('memorySize', () => {
  it('counts in steps of 1024 and rounds ties to the even digit, as Python does', () => {
    assert.equal(memorySize(1023), '1023.00 B');
    assert.equal(memorySize(1024), '1.00 KB');
    assert.equal(memorySize(1152), '1.12 KB');
    assert.equal(memorySize(1408), '1.38 KB');
    assert.equal(memorySize(3 * 2 ** 40), '3.00 TB');
  });
});

/** Lesson 1 is not trained; the oracle took one step with SGD. */
function optimizerOf(name: string): OptimizerConfig {
  const lesson = lessonById(name.replace('-fitted', ''));
  return lesson?.training?.compile.optimizer ?? optimizer({ className: 'SGD' });
}
