import { pluralFor } from './plural.js';

const plural = pluralFor('en');

/** What is counted: a number with its noun, in the form that goes with it. */
const counted = (forms: { one: string; other: string }) => (count: number, shown: string) =>
  `${shown} ${plural(count, forms)}`;

/**
 * Every word of the panel. A function takes numbers that are printed already; where the form depends on how
 * many there are, the count comes first.
 */
export const en = {
  // Header
  starting: 'starting',
  asking: 'nothing trained yet',
  preparing: 'preparing',
  running: 'training',
  evaluating: 'evaluating on the test set',
  stopping: 'stopping after this batch…',
  finished: 'finished',
  stopped: 'stopped',
  failed: 'failed',
  threads: counted({ one: 'thread', other: 'threads' }),
  stop: 'Stop',
  stopHint: 'Finish this batch, keep the weights and end',
  epochOf: 'epoch',
  batchOf: 'batch',
  imagesOf: (seen: string, total: string) => `${seen} of ${total} images`,
  speed: (rate: string) => `${rate} images/s`,
  timeLeft: (duration: string) => `${duration} left`,
  asOf: (ago: string) => `as of ${ago} ago`,
  learningRate: 'learning rate',
  testAccuracy: 'test accuracy',
  testLoss: 'test loss',
  accuracyNow: 'accuracy',
  took: (duration: string) => `in ${duration}`,
  seconds: (shown: string) => `${shown} s`,
  minutes: (minutes: string, seconds: string) => `${minutes} min ${seconds} s`,
  hours: (hours: string, minutes: string) => `${hours} h ${minutes} min`,

  // Time rail
  timeMachine: 'Moment of the run',
  showing: 'Showing',
  lookingBack: 'Looking back:',
  epochAt: (at: string) => `epoch ${at}`,
  momentText: (batch: string, epoch: string) => `after batch ${batch} of epoch ${epoch}`,
  momentStart: 'before the first batch',
  live: 'Live',
  backToLive: 'Back to live',
  backToEnd: 'Back to the end',
  moments: counted({ one: 'moment', other: 'moments' }),
  waiting: 'Waiting',

  // Curves
  curves: 'Curves',
  curveSwitch: 'Shown curve',
  loss: 'loss',
  accuracy: 'accuracy',
  train: 'train',
  validation: 'validation',
  logScale: 'log',
  curvesTable: 'Curves in figures: smoothed loss and accuracy of training, and validation',
  notYet: '–',

  // Network
  network: 'Network, from the input to the answer',
  input: 'input',
  pixels: 'pixels',
  stride: (steps: string) => `stride ${steps}`,
  params: counted({ one: 'param', other: 'params' }),
  shareOf: (share: string) => `${share} of all parameters`,

  // Tabs
  views: 'Views',
  tabFilters: 'Filters',
  tabWeights: 'Weights',
  tabPurpose: 'What it does',
  tabSummary: 'Summary',

  // Filters
  mode: 'Shown values',
  weightsMode: 'Weights',
  changeMode: 'Change since start',
  numFilters: counted({ one: 'filter', other: 'filters' }),
  numMaps: counted({ one: 'map', other: 'maps' }),
  numKernels: counted({ one: 'kernel', other: 'kernels' }),
  onInput: (filters: string) => `${filters} on the input`,
  cellsAreNorms: (kernels: string) => `${kernels}, each by its norm`,
  map: (index: string) => `map ${index}`,
  norm: 'norm',
  filter: (index: string) => `Filter ${index}`,
  filterOnMap: (filter: string, map: string) => `Filter ${filter}, input map ${map}`,
  kernelsOfFilter: (filter: string, kernels: string) => `Filter ${filter}: ${kernels}`,
  normOfKernel: 'norm of this kernel',
  normOfFilter: 'norm of this filter',
  changeSinceStart: 'change since start',
  bias: 'bias',
  kernelKeys: 'arrow keys choose another kernel',
  filterKeys: 'arrow keys choose another filter',
  kernelsLabel: (layer: string) => `Filters of ${layer}. Arrow keys choose a kernel.`,
  filtersLabel: (layer: string) => `Filters of ${layer}. Arrow keys choose a filter.`,
  kernelSpoken: (name: string, norm: string, bias: string) => `${name}: norm ${norm}, bias ${bias}`,
  kernelTable: 'The chosen kernel in figures',
  weightsAt: (at: string) => `weights of epoch ${at}`,
  loadingWeights: 'Reading the weights of this moment…',
  noWeights: 'This run ended before its first weights were kept.',
  noSnapshot: 'The first weights arrive when training starts.',

  // Dense layers
  numUnits: counted({ one: 'unit', other: 'units' }),
  numInputs: counted({ one: 'input', other: 'inputs' }),
  unitsByInputs: (units: string, inputs: string) => `${units}, one row each; ${inputs}, one column each`,
  unitsAsNorms: (count: number, inputs: string, units: string) =>
    `${units}, one bar each: the norm of its ${inputs} ${plural(count, { one: 'weight', other: 'weights' })}`,
  unit: (index: string) => `Unit ${index}`,
  unitKeys: 'arrow keys choose another unit',
  unitLabel: (layer: string) => `Weights of ${layer}. Arrow keys choose a unit.`,
  unitSpoken: (unit: string, norm: string, bias: string) => `${unit}: norm ${norm}, bias ${bias}`,
  normOfUnit: 'norm of its weights',
  largestWeight: 'largest weight',
  smallestWeight: 'smallest weight',

  // What a layer without weights does
  about: {
    InputLayer: 'What the network is given: the pixels of an image, each a number.',
    AveragePooling2D:
      'Each window becomes its average. Exact place and weak detail are thrown away, so a digit that is moved a little looks much the same further on. Nothing is learned here.',
    MaxPooling2D:
      'Of each window only the strongest signal goes on. The network stops caring where exactly a feature was, only that it was there. Nothing is learned here.',
    GlobalAveragePooling2D:
      'Each whole map becomes one number, its average: how much of this feature the image holds. Nothing is learned here.',
    GlobalMaxPooling2D:
      'Each whole map becomes one number, its strongest signal: is this feature anywhere in the image? Nothing is learned here.',
    Flatten:
      'Lays all maps out as one long row of numbers, because the dense layers after it read rows. Nothing is computed or learned here.',
    Dropout:
      'While training it silences a random part of the signals, so that no feature can rely on a single other one. It lets everything pass when the network is used. Nothing is learned here.',
    Activation:
      'Bends each number with a fixed curve. Without it, layers in a row could do no more than one. Nothing is learned here.',
    other: 'This layer has no weights: nothing is learned here.',
  },
  windowArithmetic: (window: string, stride: string, from: string, to: string) =>
    `Window ${window}, stride ${stride}: ${from} becomes ${to}.`,
  flattenArithmetic: (count: number, from: string, to: string) =>
    `${from} = ${to} ${plural(count, { one: 'number', other: 'numbers' })}.`,

  // Summary
  layerColumn: 'Layer',
  typeColumn: 'Type',
  outputColumn: 'Output shape',
  paramsColumn: 'Param #',
  totalParams: 'Total params',
  trainableParams: 'Trainable',
  nonTrainableParams: 'Non-trainable',
  summaryCaption: 'The network, layer by layer',

  // Steps before training
  stepTrainer: 'Start the trainer',
  stepTrainerDone: 'Trainer started',
  stepEngine: 'Prepare the engine',
  stepFetchEngine: 'Fetch the engine',
  stepData: (dataset: string) => `Load ${dataset}`,
  stepFetchData: (dataset: string) => `Fetch ${dataset}`,
  theData: 'the images',
  stepTrain: 'Train',
  numEpochs: counted({ one: 'epoch', other: 'epochs' }),
  plan: (count: number, batches: string, epochs: string) =>
    `${epochs} of ${batches} ${plural(count, { one: 'batch', other: 'batches' })}`,
  firstTime: (size: string) => `${size} the first time`,
  bytesOf: (received: string, total: string) => `${received} of ${total}`,
  askTitle: 'Fetch TensorFlow to train on this computer?',
  askDetail:
    'Two files of the package tensorflow-cpu, through your own pip settings, into ConvScope’s storage. Nothing is installed system-wide.',
  askFetch: (size: string) => `Fetch ${size}`,
  askWasm: 'Use WebAssembly',
  askAbout: 'WebAssembly is here already. It needs nothing from the network and is slower.',

  // Messages
  contactLost: (trainer: string, ago: string) => `Contact with the trainer (${trainer}) was lost ${ago} ago.`,
  contactLostDetail: (batch: string, epoch: string) =>
    `If the trainer is still up, the run goes on there. You see everything up to batch ${batch} of epoch ${epoch}; what is missing arrives by itself.`,
  contactLostBefore: 'The connection to the trainer is being restored.',
  wasmTrains: (rate: string) => `WebAssembly is training, at ${rate} images/s here.`,
  wasmTrainsUnmeasured: 'WebAssembly is training.',
  wasmTrained: (rate: string) => `WebAssembly trained this network, at ${rate} images/s here.`,
  useTensorFlow: 'Use TensorFlow…',
  useTensorFlowHint: 'Fetches TensorFlow and trains this lesson again from the start',
  failedTitle: 'Training failed.',
  startFailedTitle: 'It could not start.',
  trainAgain: 'Train again',
  trainAgainHint: 'Trains this lesson from the start; this run stays in the list of runs',
  showLog: 'Show log',
  diverged: (batch: string, epoch: string) =>
    `The loss is no longer a number since batch ${batch} of epoch ${epoch}.`,
  divergedDetail: 'The weights grew without bound. A smaller learning rate usually helps.',
  dismiss: 'Dismiss',
};
