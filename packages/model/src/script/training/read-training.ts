import { trainingConfig, lossName, metricName } from '../../training/training-config.js';
import type { DataSource } from '../keras/array-values.js';
import type { Asked, Session } from '../keras/session.js';
import { display } from '../interpreter/operators.js';
import { placeOf } from '../place.js';
import { sentence } from '../sentences.js';
import type { MadeValue, Value } from '../values.js';
import { readAugmentation } from './read-augmentation.js';
import { readCallbacks } from './read-callbacks.js';
import { readCompile } from './read-compile.js';
import { argumentsOf, numberArgument, type Arguments, type Reading } from './reading.js';
import type { ScriptFit, ScriptTraining } from './script-training.js';

const orderOfFit = ['x', 'y', 'batch_size', 'epochs', 'verbose', 'callbacks', 'validation_split'];
const olderNames = { nb_epoch: 'epochs', generator: 'x', samples_per_epoch: 'samples_per_epoch' };
const orderOfFlow = ['x', 'y', 'batch_size', 'shuffle'];

/** How a script trains: of what it compiles and fits, the first that it fits. `null` where it does neither. */
export function readTraining(reading: Reading): ScriptTraining | null {
  const { session } = reading;
  const [fitted, again] = session.fits;
  const compiled = compileOf(session, fitted);
  if (fitted === undefined && compiled === undefined) return null;
  if (again !== undefined && again.span !== fitted?.span)
    reading.report(again.span, sentence('fitted-again'));
  const compile = compiled === undefined ? null : readCompile(compiled, reading);
  const args = fitted === undefined ? new Map<string, Value>() : fitArguments(fitted);
  const flow = flowOf(args.get('x'));
  const fit = fitted === undefined ? null : readFit(fitted, { args, flow, reading });
  const generator = flow?.notes.get('generator');
  const source = sourceOf(flow === undefined ? args.get('x') : argumentsOf(flow.given, orderOfFlow).get('x'));
  const augmentation = generator?.kind === 'made' ? readAugmentation(generator, reading) : null;
  const rescaled = source !== undefined && scaledBy(source, augmentation?.rescale ?? null);
  if (fitted !== undefined) tellOfData(fitted, { source, isScaled: rescaled, reading });
  const training: Omit<ScriptTraining, 'config'> = {
    compile,
    fit: fit && { ...fit, ...rangeOf(source) },
    augmentation: augmentation && {
      ...augmentation,
      rescale: rescaled && source.divisor === 1 ? null : augmentation.rescale,
    },
    dataset: source?.dataset ?? null,
    callbacks: fitted === undefined ? [] : readCallbacks(args.get('callbacks'), fitted.span, reading),
    saveAs: savedAs(session),
  };
  return { ...training, config: configOf(training, reading, compiled) };
}

/** The last `compile` before the `fit`, of the same model. */
function compileOf({ compiles }: Session, fitted: Asked | undefined): Asked | undefined {
  const same = compiles.filter(
    ({ object, order }) => fitted === undefined || (object === fitted.object && order < fitted.order),
  );
  return same.at(-1) ?? compiles.at(-1);
}

function fitArguments({ name, given }: Asked): Map<string, Value> {
  const order = name === 'fit_generator' ? ['x', 'steps_per_epoch', 'epochs'] : orderOfFit;
  return argumentsOf(given, order, olderNames);
}

/** `datagen.flow(…)`. */
function flowOf(value: Value | undefined): MadeValue | undefined {
  return value?.kind === 'made' && value.notes.has('generator') ? value : undefined;
}

function readFit(
  { span, name }: Asked,
  { args, flow, reading }: { args: Arguments; flow: MadeValue | undefined; reading: Reading },
): ScriptFit {
  const at = { reading, span, of: name };
  const ofFlow = flow && argumentsOf(flow.given, orderOfFlow);
  const batchSize = numberArgument(ofFlow ?? args, 'batch_size', 32, at);
  const shuffle = (ofFlow ?? args).get('shuffle');
  for (const left of ['class_weight', 'sample_weight', 'initial_epoch']) {
    const value = args.get(left);
    if (value !== undefined && value.kind !== 'none')
      reading.report(span, sentence('left-out', { name: left, of: name }));
  }
  return {
    place: placeOf(span),
    batchSize,
    epochs: numberArgument(args, 'epochs', 1, at),
    shuffle: shuffle?.kind !== 'boolean' || shuffle.value,
    validationSplit: numberArgument(args, 'validation_split', 0, at) ?? 0,
  };
}

function sourceOf(value: Value | undefined): DataSource | undefined {
  return value?.kind === 'array' ? value.source : undefined;
}

/** Whether the network sees pixels from 0 to 1, as ConvScope gives them. */
function scaledBy({ divisor }: DataSource, rescale: number | null): boolean {
  const factor = (rescale ?? 1) / divisor;
  return Math.abs(factor * 255 - 1) < 1e-6;
}

function tellOfData(
  { span }: Asked,
  { source, isScaled, reading }: { source: DataSource | undefined; isScaled: boolean; reading: Reading },
): void {
  if (source === undefined) reading.report(span, sentence('data-unknown'));
  else if (source.changes.length > 0)
    reading.report(span, sentence('data-changed', { text: source.changes.join(', ') }));
  else if (!isScaled) reading.report(span, sentence('data-not-scaled'));
}

function rangeOf(source: DataSource | undefined): Pick<ScriptFit, 'trainRange'> {
  return source?.range === undefined ? {} : { trainRange: [source.range[0], source.range[1] - 1] };
}

function savedAs({ saves }: Session): string | null {
  const saved = saves.at(-1);
  const [path] = saved?.given.positional ?? [];
  const named = path ?? saved?.given.keywords.get('filepath');
  return (named && display(named)) ?? null;
}

/** The training as ConvScope does it, if it has everything that the script asks for. */
function configOf(
  training: Omit<ScriptTraining, 'config'>,
  reading: Reading,
  compiled: Asked | undefined,
): ScriptTraining['config'] {
  const { compile, fit, dataset, augmentation, callbacks, saveAs } = training;
  if (compile?.loss != null && compiled !== undefined && !lossName.safeParse(compile.loss).success) {
    reading.report(compiled.span, sentence('loss-unsupported', { name: compile.loss }));
  }
  const metrics = (compile?.metrics ?? []).map((metric) =>
    /^(sparse_)?(categorical|binary)_accuracy$/.test(metric) ? 'accuracy' : metric,
  );
  for (const metric of metrics) {
    if (compiled !== undefined && !metricName.safeParse(metric).success) {
      reading.report(compiled.span, sentence('metric-unsupported', { name: metric }));
    }
  }
  const parsed = trainingConfig.safeParse({
    dataset: { name: dataset },
    compile: {
      optimizer: compile?.optimizerConfig,
      loss: compile?.loss,
      metrics: metrics.filter((metric) => metricName.safeParse(metric).success),
    },
    fit: {
      batchSize: fit?.batchSize,
      epochs: fit?.epochs,
      shuffle: fit?.shuffle,
      validationSplit: fit?.validationSplit,
      ...(fit?.trainRange && { trainRange: fit.trainRange }),
    },
    augmentation,
    callbacks,
    ...(saveAs !== null && trainingConfig.shape.saveAs.safeParse(saveAs).success && { saveAs }),
  });
  return parsed.success ? parsed.data : null;
}
