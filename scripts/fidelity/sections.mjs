// What docs/fidelity.md is made of: its sections, and for each table the tests that fill it.

const model = (file) => `packages/model/test/${file}`;
const trainer = (file) => `packages/trainer/test/${file}`;
const onTensorFlow = (file) => trainer(`engines/tensorflow/${file}`);
const onWasm = (file) => trainer(`engines/wasm/${file}`);

/**
 * A table: `file` tells its records, of tests whose full title matches `tests`. A record is a row, named by what `row`
 * finds in the test's own title; records of equal names share a row, of which the worst is shown. Without `row` all
 * share one, under that `name`.
 */
export const sections = [
  {
    heading: 'Summaries',
    text: `Networks in every state in which Keras prints them: the lessons with an input layer, an input shape, built
later, not built, and after a step; branches, shared layers, nested and frozen models. The whole text of
\`model.summary()\` is compared.`,
    tables: [
      {
        file: model('summary-text.unit.test.ts'),
        of: 'network',
        tests: / as Keras does/,
        row: /^prints (\S+) at/,
      },
    ],
  },
  {
    heading: 'Training, step by step',
    text: `Each trace is a training by Keras on consecutive images from weights in a file. After every step our loss
is compared with Keras's of that step, before its update. Networks without kinks (tanh, average pooling) are held to
float32 rounding to the last step. Where a ReLU or a maximum may switch on a rounding, Keras parts from itself on
another CPU, too: the oracle measured how far (float64, another engine, weights changed by one rounding), and ten times
that is the tolerance of *losses that drift*. "cifar10-resume" goes on from Keras's own weights, RMSprop slots and
iterations. Learning rates are compared as shares; gradients and weights by mean, deviation and first eight values of
every tensor (of "functional" no gradients: one such switch moves a whole kernel's; of "cifar10" 1e-3 is allowed).`,
    tables: [
      {
        caption: '`tensorflow`',
        file: onTensorFlow('trace.integration.test.ts'),
        of: 'trace',
        tests: / through (?!two)/,
        row: /^through (.*)$/,
      },
      {
        caption: '`wasm` (the smooth ones)',
        file: onWasm('trace.integration.test.ts'),
        of: 'trace',
        row: /^through (.*)$/,
      },
      {
        caption: '`fit` over two epochs, whose last batch has 39 images of 128 (`tensorflow`)',
        file: onTensorFlow('trace.integration.test.ts'),
        of: 'training',
        tests: /two epochs/,
        name: 'lenet5-epochs',
      },
      {
        caption: "Keras's final weights, evaluated on all 10,000 test images (`tensorflow`)",
        file: onTensorFlow('trace.integration.test.ts'),
        of: 'network',
        tests: /in the evaluation/,
        row: /evaluation of (\S+)/,
      },
      {
        caption: 'A saturated softmax: the cross-entropy goes back to the logits where Keras does',
        file: trainer('training/saturated-softmax.unit.test.ts'),
        of: 'ending',
        row: /: (\w+)$/,
      },
    ],
  },
  {
    heading: 'Layers and their gradients',
    text: `Single layers and small graphs with every setting that runs, by Keras with fixed numbers: the output where
one only looks and in training, what regularizers add, the weights that training moves, the gradients by the input and
each weight. As a share of the number where that is above 1.`,
    tables: [
      {
        file: onTensorFlow('layers.integration.test.ts'),
        of: 'engine',
        name: '`tensorflow`, recorded',
        count: 'cases',
      },
      {
        file: trainer('training/layers.unit.test.ts'),
        of: 'engine',
        name: '`wasm`, op by op',
        count: 'cases',
      },
    ],
  },
  {
    heading: 'Losses, metrics, optimizers, schedules',
    text: `Losses by value and slope, on logits and where they are hidden. Optimizers by three updates of two weights
from given gradients, each with its slots. A difference is a share of the number, or of 0.001 where that is smaller.`,
    tables: [
      { file: trainer('training/losses.unit.test.ts'), of: 'loss', row: /: (\w+), /, count: 'comparisons' },
      { file: trainer('training/update.unit.test.ts'), of: 'optimizer', row: /: (.*)$/ },
      { file: trainer('training/learning-rate.unit.test.ts'), of: 'schedule', row: /schedule (.*)$/ },
    ],
  },
  {
    heading: 'Augmentation',
    text: `\`ImageDataGenerator\` with given draws: shifts and flips of CIFAR-10 images, the first batches of
\`datagen.flow\`, rotations, shears, zooms, channel shifts and all of them in each fill mode; then centring,
normalization and ZCA whitening (as a share of the largest value).`,
    tables: [
      {
        caption: '`tensorflow`',
        file: trainer('augmentation/augment-batch.integration.test.ts'),
        of: 'transform',
        row: /^(?:standardizes \d+ images: )?(.*?)(?:, (?:nearest|constant|reflect|wrap))?$/,
        count: 'cases',
      },
      {
        caption: '`wasm`',
        file: trainer('augmentation/augment-batch.unit.test.ts'),
        of: 'transform',
        row: /^(?:standardizes \d+ images: )?(.*?)(?:, (?:nearest|constant|reflect|wrap))?$/,
        count: 'cases',
      },
    ],
  },
  {
    heading: 'Trained networks: every layer’s output, probabilities, answers',
    text: `Networks that Keras trained, read from its \`.h5\` files. Sixteen test images for the probabilities, the first
of them for the output of every layer, all 10,000 for the most likely class (2,000 on \`wasm\`, of cifar10; *other answers*: how many images are
answered otherwise, but for those whose two best classes Keras itself has closer than 1e-5).`,
    tables: [
      {
        caption: '`tensorflow`',
        file: onTensorFlow('predictions.integration.test.ts'),
        of: 'model',
        row: /(\S+)$/,
      },
      { caption: '`wasm`', file: onWasm('predictions.integration.test.ts'), of: 'model', row: /(\S+)$/ },
    ],
  },
  {
    heading: 'Model files',
    text: `Every model file of the oracle, of Keras 3 and Keras 2: read (against h5py), then written by us and loaded
by real Keras and by TensorFlow.js, whose predictions are compared with what Keras predicted at first. Keras cannot
load its own \`keras2-functional.h5\`; it does load what we make of it.`,
    tables: [
      {
        caption: 'Read',
        file: model('files/read-model-file.unit.test.ts'),
        of: 'file',
        tests: / h5py does|into a network/,
        row: /reads (?:the weights of )?(\S+)/,
      },
      {
        caption: 'Read, the optimizer’s slots',
        file: model('files/read-model-file.unit.test.ts'),
        of: 'files',
        tests: /reads the optimizer/,
        name: 'cifar10, functional, keras2-functional, lenet5',
      },
      {
        caption: 'Written, loaded by Keras',
        file: trainer('files/keras.integration.test.ts'),
        of: 'read from',
        row: /^(\S+), written/,
      },
      {
        caption: 'Written, loaded by TensorFlow.js',
        file: trainer('files/tfjs.integration.test.ts'),
        of: 'read from',
        row: /^(\S+) is/,
      },
      {
        caption: 'Graphs, written and loaded by Keras',
        file: trainer('files/keras-graphs.integration.test.ts'),
        of: 'network',
        row: /^(\S+) has/,
      },
      {
        caption: 'Optimizers after 25 updates, written and loaded by Keras',
        file: trainer('files/keras-optimizers.integration.test.ts'),
        of: 'optimizer',
        row: /"className":"(\w+)"/,
        count: 'cases',
      },
      {
        caption: '`convscope train cifar10 --max-steps 20`: the file that it saves, in Keras',
        file: trainer('files/saved-model.integration.test.ts'),
        of: 'file',
        name: 'saved_models/keras_cifar10_trained_model.h5',
      },
    ],
  },
  {
    heading: 'Callbacks',
    text: `Trainings of logs made up to be difficult (ties, NaN, improvements below \`min_delta\`), with many settings.
At every epoch it is compared whether the callback stops, keeps or saves weights, and what rate it sets.`,
    tables: [
      { file: trainer('training/callbacks/callbacks.unit.test.ts'), of: 'callback', row: /^(\w+)/ },
      { file: trainer('runs/epoch-logs.unit.test.ts'), of: 'callback', row: /(CSVLogger|TensorBoard)/ },
    ],
  },
  {
    heading: 'Damaged files',
    text: `Every damaged file of the oracle, and what the command line says of it: exit code 1, nothing executed, nothing
written, no memory taken by the word of a header. \`nan-weights.h5\` is loaded, with a warning. Of data sets the
checksum is compared first; these sentences are for files that pass it.`,
    tables: [
      { file: trainer('cli/damaged-files.integration.test.ts'), of: 'model file', row: /(\S+)$/, code: true },
      { file: trainer('data/idx.unit.test.ts'), of: 'MNIST file', row: /(\S+)$/, code: true },
      { file: trainer('data/cifar10.unit.test.ts'), of: 'CIFAR-10 file', row: /(\S+)$/, code: true },
    ],
  },
];

/** All tests to run, in order, each once. */
export const testFiles = [...new Set(sections.flatMap(({ tables }) => tables.map(({ file }) => file)))];
