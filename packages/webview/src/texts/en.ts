import { pluralFor } from './plural.js';

const plural = pluralFor('en');

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
  evaluating: 'evaluating',
  stopping: 'stopping after this batch…',
  finished: 'finished',
  stopped: 'stopped',
  failed: 'failed',
  onThisComputer: 'on this computer',
  threads: (count: number, shown: string) => `${shown} ${plural(count, { one: 'thread', other: 'threads' })}`,
  stop: 'Stop',
  stopHint: 'Finish this batch, keep the weights and end',
  epochOf: 'epoch',
  batchOf: 'batch',
  imagesOf: (seen: string, total: string) => `${seen} of ${total} images`,
  speed: (rate: string) => `${rate} images/s`,
  timeLeft: (duration: string) => `${duration} left`,
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
  momentText: (at: string, batch: string) => `epoch ${at}, after batch ${batch}`,
  live: 'Live',
  backToLive: 'Back to live',
  backToEnd: 'Back to the end',
  moments: (count: number, shown: string) => `${shown} ${plural(count, { one: 'moment', other: 'moments' })}`,
  waiting: 'Waiting',

  // Curves
  curves: 'Curves',
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
  params: (count: number, shown: string) => `${shown} ${plural(count, { one: 'param', other: 'params' })}`,
  shareOf: (share: string) => `${share} of all parameters`,

  // Tabs
  views: 'Views',
  tabFilters: 'Filters',
  tabWeights: 'Weights',
  tabPurpose: 'What it does',
  wholeRun: 'Whole network',
  tabSummary: 'Summary',

  // Filters
  mode: 'Shown values',
  weightsMode: 'Weights',
  changeMode: 'Change since start',
  filtersOfInput: (count: number, filters: string) =>
    `${filters} ${plural(count, { one: 'filter', other: 'filters' })} on the input`,
  filtersOfMaps: (count: number, filters: string, maps: string) =>
    `${filters} ${plural(count, { one: 'filter', other: 'filters' })} × ${maps} maps`,
  kernelsAsNorms: (filters: string, maps: string, kernels: string) =>
    `${filters} filters × ${maps} maps = ${kernels} kernels, one cell each: its norm`,
  map: (index: string) => `map ${index}`,
  norm: 'norm',
  filter: (index: string) => `Filter ${index}`,
  filterOnMap: (filter: string, map: string) => `Filter ${filter}, input map ${map}`,
  kernelsOfFilter: (count: number, filter: string, kernels: string) =>
    `Filter ${filter}: its ${kernels} ${plural(count, { one: 'kernel', other: 'kernels' })}`,
  normOfKernel: 'norm of this kernel',
  normOfFilter: 'norm of this filter',
  changeSinceStart: 'change since start',
  bias: 'bias',
  keysHint: 'arrow keys choose another',
  matrixLabel: (layer: string) => `Filters of ${layer}. Arrow keys choose a kernel.`,
  kernelSpoken: (name: string, norm: string, bias: string) => `${name}: norm ${norm}, bias ${bias}`,
  kernelTable: 'The chosen kernel in figures',
  weightsAt: (at: string) => `weights of epoch ${at}`,
  loadingWeights: 'Reading the weights of this moment…',
  noWeights: 'This run ended before its first weights were kept.',
  noSnapshot: 'The first weights arrive when training starts.',

  // Dense layers
  unitsByInputs: (units: string, inputs: string) =>
    `${units} units, one row each; ${inputs} inputs, one column each`,
  unitsAsNorms: (units: string, inputs: string) =>
    `${units} units, one bar each: the norm of its ${inputs} weights`,
  unit: (index: string) => `Unit ${index}`,
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
  flattenArithmetic: (from: string, to: string) => `${from} = ${to} numbers.`,

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
  stepFetchEngine: 'Fetch TensorFlow',
  stepData: (dataset: string) => `Load ${dataset}`,
  stepFetchData: (dataset: string) => `Fetch ${dataset}`,
  theData: 'the images',
  stepTrain: 'Train',
  plan: (count: number, epochs: string, batches: string) =>
    `${epochs} ${plural(count, { one: 'epoch', other: 'epochs' })} of ${batches} batches`,
  bytesOf: (received: string, total: string) => `${received} of ${total}`,
  askTitle: 'Fetch TensorFlow to train on this computer?',
  askDetail:
    'Two files of the package tensorflow-cpu, through your own pip settings, into ConvScope’s storage. Nothing is installed system-wide.',
  askFetch: (size: string) => `Fetch ${size}`,
  askWasm: 'Use WebAssembly',
  askAbout: 'WebAssembly is here already. It needs nothing from the network and is slower.',

  // Messages
  contactLost: (trainer: string, ago: string) => `Contact with the trainer (${trainer}) was lost ${ago} ago.`,
  contactLostDetail: (batch: string) =>
    `The run goes on there. You see everything up to batch ${batch}; what is missing arrives by itself.`,
  contactLostBefore: 'The connection to the trainer is being restored.',
  wasmTrains: (rate: string) => `WebAssembly is training, at ${rate} images/s here.`,
  wasmTrainsUnmeasured: 'WebAssembly is training.',
  useTensorFlow: 'Use TensorFlow…',
  useTensorFlowHint: 'Trains this lesson again from the start, with TensorFlow',
  failedTitle: 'Training failed.',
  startFailedTitle: 'It could not start.',
  trainAgain: 'Train again',
  showLog: 'Show log',
  diverged: (batch: string) => `The loss is no longer a number since batch ${batch}.`,
  divergedDetail: 'The weights grew without bound. A smaller learning rate usually helps.',
  dismiss: 'Dismiss',
};
