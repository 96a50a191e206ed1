import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import { floatType, typeAttribute } from '../../../src/engines/tensorflow/attributes.js';
import { startBackend, type Backend } from '../../../src/engines/tensorflow/backend.js';
import type { Output } from '../../../src/engines/tensorflow/c-api.js';
import { AttributeType, DataType } from '../../../src/engines/tensorflow/data-types.js';
import { TensorFlowFunction, type FunctionInput } from '../../../src/engines/tensorflow/function.js';
import type { Graph } from '../../../src/engines/tensorflow/graph.js';
import { loadLibrary } from '../../../src/engines/tensorflow/library.js';
import { record } from '../../../src/engines/tensorflow/recorder.js';
import { holdSet } from '../../../src/engines/tensorflow/resident-sets.js';
import { takeBytes } from '../../../src/training/take-bytes.js';
import { lines } from '../../support/tiny.js';
import { sharedTensorFlow } from './shared-tensorflow.js';

const matrix = { shape: [2, 2], dtype: 'float32' } as const;
const floats: FunctionInput = { shape: [2, 2], dtype: DataType.float };

describe('functions of TensorFlow', function () {
  this.timeout(600_000);
  let backend: Backend;
  before(async () => {
    backend = startBackend(loadLibrary({ folder: await sharedTensorFlow(), threads: 2 }).api);
  });
  const write = (write: (graph: Graph, inputs: Output[]) => Output[], inputs = [floats]) =>
    new TensorFlowFunction(backend.binding, 'test', inputs, write);

  it('do what was recorded, again and again', async () => {
    const recording = record(backend, [matrix], ([x]) => [
      tf.addN([tf.matMul(x!, x!), tf.onesLike(x!), tf.concat([x!, x!], 1).slice([0, 1], [2, 2])]),
    ]);
    const run = write((graph, inputs) => graph.play(recording, inputs));
    for (const values of [Float32Array.of(1, 2, 3, 4), Float32Array.of(0, 1, 0, 0)]) {
      const [x, y] = tf.tidy(() => {
        const x = tf.tensor2d(values, [2, 2]);
        const swapped = tf.concat([x, x], 1).slice([0, 1], [2, 2]);
        return [x.dataSync(), tf.addN([tf.matMul(x, x), tf.onesLike(x), swapped]).dataSync()];
      });
      assert.deepEqual(await run.call([x as Float32Array]), [y]);
    }
    run.dispose();
  });

  it('check what they are given, and the process lives on', async () => {
    const run = write((graph, [x]) => [graph.output('Neg', [x!], [floatType])]);
    await assert.rejects(run.call([new Float32Array(9)]), TypeError);
    await assert.rejects(run.call([new Int32Array(4)]), TypeError);
    assert.deepEqual(await run.call([Float32Array.of(1, 2, 3, 4)]), [Float32Array.of(-1, -2, -3, -4)]);
    run.dispose();
  });

  it('are checked by TensorFlow, too: a shape that a kernel did not expect would end the process', async () => {
    const input = { shape: [1, 4, 4, 1], dtype: DataType.float };
    const run = write(
      (graph, [image]) => {
        const kernel = graph.constant([3, 3, 1, 1], DataType.float, new Float32Array(9));
        return [
          graph.output(
            'Conv2D',
            [image!, kernel],
            [
              floatType,
              { name: 'strides', type: AttributeType.int, value: [1, 1, 1, 1] },
              { name: 'padding', type: AttributeType.string, value: 'SAME' },
            ],
          ),
        ];
      },
      [input],
    );
    input.shape = [3, 3];
    await assert.rejects(run.call([new Float32Array(9)]), {
      code: 'internal',
      message: /\[3,3\] is not compatible with expected shape \[1,4,4,1\]/,
    });
    input.shape = [1, 4, 4, 1];
    assert.deepEqual(await run.call([new Float32Array(16)]), [new Float32Array(16)]);
    run.dispose();
  });

  it('end with TensorFlow’s own words where operations do not fit together', () => {
    assert.throws(
      () =>
        write((graph, [x]) => [
          graph.output(
            'MatMul',
            [x!, graph.constant([3, 3], DataType.float, new Float32Array(9))],
            [floatType],
          ),
        ]),
      { code: 'internal', message: /MatMul.*must be equal/ },
    );
  });

  it('end with an error where a call fails, and can be called again', async () => {
    const whole = { shape: [2], dtype: DataType.int32 };
    const run = write(
      (graph, [shape]) => {
        const one = graph.constant([], DataType.float, Float32Array.of(1));
        return [
          graph.output('Fill', [shape!, one], [floatType, typeAttribute('index_type', DataType.int32)]),
        ];
      },
      [whole],
    );
    await assert.rejects(run.call([Int32Array.of(-1, 2)]), { code: 'internal' });
    await assert.rejects(run.call([Int32Array.of(1 << 20, 1 << 20)]), { code: 'out-of-memory' });
    assert.deepEqual(await run.call([Int32Array.of(1, 2)]), [Float32Array.of(1, 1)]);
    run.dispose();
  });

  it('run one call at a time, and none once they are disposed', async () => {
    const run = write((graph, [x]) => [graph.output('Neg', [x!], [floatType])]);
    const values = [Float32Array.of(1, 2, 3, 4)];
    const call = run.call(values);
    await assert.rejects(run.call(values), /running/);
    await call;
    run.dispose();
    await assert.rejects(run.call(values), /disposed/);
  });

  it('take bytes exactly as NumPy divides them in float32', async () => {
    const images = Uint8Array.from({ length: 256 }, (_, i) => i);
    const set = { ...lines(1), count: 64, height: 2, width: 2, images };
    const release = holdSet(backend.binding, set);
    const recording = record(backend, [{ shape: [64], dtype: 'int32' }], ([indices]) => [
      takeBytes(set, indices as tf.Tensor1D),
    ]);
    const run = write(
      (graph, inputs) => graph.play(recording, inputs),
      [{ shape: [64], dtype: DataType.int32 }],
    );
    const [taken] = await run.call([Int32Array.from({ length: 64 }, (_, i) => 63 - i)]);
    const expected = Float32Array.from(
      { length: 256 },
      (_, i) => images[4 * (63 - (i >> 2)) + (i & 3)]! / 255,
    );
    assert.deepEqual(taken, expected);
    run.dispose();
    release();
  });
});

describe('recording', function () {
  this.timeout(600_000);
  let backend: Backend;
  before(async () => {
    backend = startBackend(loadLibrary({ folder: await sharedTensorFlow(), threads: 2 }).api);
  });

  it('refuses a step that looks at a value', () => {
    assert.throws(
      () => record(backend, [matrix], ([x]) => [tf.mul(x!, x!.sum().dataSync()[0]!)]),
      /cannot be recorded: it looks at a value/,
    );
  });

  it('refuses a step that uses a tensor from elsewhere', () => {
    const elsewhere = tf.keep(tf.neg(tf.scalar(1)));
    assert.throws(
      () => record(backend, [matrix], ([x]) => [tf.mul(x!, elsewhere)]),
      /Multiply|Mul.*neither an input nor made by it/,
    );
    elsewhere.dispose();
  });

  it('refuses a step with random numbers of the host: they would be the same for ever', () => {
    assert.throws(
      () => record(backend, [matrix], ([x]) => [tf.dropout(x!, 0.5)]),
      /does not do the same every time/,
    );
  });

  it('leaves no tensor behind, also when it refuses', () => {
    const [handles, tensors] = [backend.binding.getNumOfTensors(), tf.memory().numTensors];
    record(backend, [matrix], ([x]) => [tf.neg(x!)]);
    assert.throws(() => record(backend, [matrix], ([x]) => [tf.tensor(x!.dataSync())]));
    assert.equal(backend.binding.getNumOfTensors(), handles);
    assert.equal(tf.memory().numTensors, tensors);
  });
});
