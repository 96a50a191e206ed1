import type { LayerSummary } from '@convscope/model';
import * as z from 'zod';
import { wrongSetting } from './layers/runnable-layer.js';
import { weightSetting } from './layers/weight-settings.js';
import { orthogonalColumns } from './orthogonal.js';
import type { randomStream } from './philox.js';

type RandomStream = ReturnType<typeof randomStream>;

/** Makes a weight's first values. @param random a stream for this weight alone */
export type Initializer = (shape: readonly number[], random: RandomStream) => Float32Array;

const number = z.number();
const axes = z.null().optional();
const scaling = z.object({
  scale: number.positive().default(1),
  mode: z.enum(['fan_in', 'fan_out', 'fan_avg']).default('fan_in'),
  distribution: z
    .enum(['normal', 'truncated_normal', 'untruncated_normal', 'uniform'])
    .default('truncated_normal'),
  input_axes: axes,
  output_axes: axes,
});
type Scaling = z.output<typeof scaling>;
const spread = z.object({ mean: number.default(0), stddev: number.nonnegative().default(0.05) });
const range = z.object({ minval: number.default(-0.05), maxval: number.default(0.05) });

/** Keras's initializers by their class; each reads its config. */
const kinds: Readonly<Record<string, (config: unknown) => Initializer>> = {
  Zeros: () => fill(() => 0),
  Ones: () => fill(() => 1),
  Constant: (config) => fill(constantly(z.object({ value: number.default(0) }).parse(config).value)),
  Identity: (config) => identity(z.object({ gain: number.default(1) }).parse(config).gain),
  RandomUniform: (config) => {
    const { minval, maxval } = range.parse(config);
    return fill(({ uniform }) => minval + (maxval - minval) * uniform());
  },
  RandomNormal: (config) => {
    const { mean, stddev } = spread.parse(config);
    return fill((random) => mean + stddev * normal(random));
  },
  TruncatedNormal: (config) => {
    const { mean, stddev } = spread.parse(config);
    return fill((random) => mean + stddev * truncatedNormal(random));
  },
  Orthogonal: (config) => orthogonal(z.object({ gain: number.default(1) }).parse(config).gain),
  VarianceScaling: (config) => varianceScaling(scaling.parse(config)),
  GlorotUniform: scaled(1, 'fan_avg', 'uniform'),
  GlorotNormal: scaled(1, 'fan_avg', 'truncated_normal'),
  HeUniform: scaled(2, 'fan_in', 'uniform'),
  HeNormal: scaled(2, 'fan_in', 'truncated_normal'),
  LecunUniform: scaled(1, 'fan_in', 'uniform'),
  LecunNormal: scaled(1, 'fan_in', 'truncated_normal'),
};

/** Keras's other names for them; a snake-cased class name is one for every class. */
const aliases: Readonly<Record<string, string>> = {
  zero: 'Zeros',
  one: 'Ones',
  uniform: 'RandomUniform',
  normal: 'RandomNormal',
  IdentityInitializer: 'Identity',
  OrthogonalInitializer: 'Orthogonal',
};

/** What Keras takes where a config names none; every other weight is a kernel. */
const defaults: Readonly<Record<string, string>> = {
  bias: 'Zeros',
  gamma: 'Ones',
  beta: 'Zeros',
  moving_mean: 'Zeros',
  moving_variance: 'Ones',
  alpha: 'Zeros',
  mean: 'Zeros',
  variance: 'Ones',
  count: 'Zeros',
};

const keras = z.union([
  z.string().transform((name) => ({ class_name: name, config: {} })),
  z.object({ class_name: z.string(), config: z.looseObject({}).nullish() }),
]);

/**
 * How a weight of a layer begins. One that is unknown is refused only when it is used: a network whose weights come
 * from a file runs all the same.
 */
export function readInitializer(layer: LayerSummary, weight: string): Initializer {
  const { setting, value } = weightSetting(layer, weight, 'initializer');
  const read = keras.safeParse(value ?? defaults[weight] ?? 'GlorotUniform');
  try {
    const { class_name, config } = read.data!;
    return kinds[className(class_name)]!(config ?? {});
  } catch (cause) {
    return () => {
      throw wrongSetting(layer, setting, Object.keys(kinds).join(', '), { cause });
    };
  }
}

function className(name: string): string {
  return aliases[name] ?? name.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

const constantly = (value: number) => () => value;

/** One drawing per value. */
function fill(draw: (random: RandomStream) => number): Initializer {
  return (shape, random) => new Float32Array(sizeOf(shape)).map(() => draw(random));
}

function scaled(scale: number, mode: Scaling['mode'], distribution: Scaling['distribution']) {
  return (config: unknown) => varianceScaling({ ...scaling.parse(config), scale, mode, distribution });
}

/** Variance `scale` / fan; Glorot and Bengio, 2010, and He et al., 2015. */
function varianceScaling({ scale, mode, distribution }: Scaling): Initializer {
  return (shape, random) => {
    const { fanIn, fanOut } = fans(shape);
    const fan = { fan_in: fanIn, fan_out: fanOut, fan_avg: (fanIn + fanOut) / 2 }[mode];
    const variance = scale / Math.max(1, fan);
    switch (distribution) {
      case 'uniform': {
        const limit = Math.sqrt(3 * variance);
        return fill(({ uniform }) => (2 * uniform() - 1) * limit)(shape, random);
      }
      case 'untruncated_normal':
        return fill((stream) => Math.sqrt(variance) * normal(stream))(shape, random);
      case 'normal':
      case 'truncated_normal': {
        // Of a normal distribution cut off at two deviations, this is the deviation.
        const stddev = Math.sqrt(variance) / 0.87962566103423978;
        return fill((stream) => stddev * truncatedNormal(stream))(shape, random);
      }
    }
  };
}

/** As in Keras: the window's size times the channels; for a depthwise kernel, too. */
function fans(shape: readonly number[]): { fanIn: number; fanOut: number } {
  if (shape.length < 2) return { fanIn: shape[0] ?? 1, fanOut: shape[0] ?? 1 };
  const window = sizeOf(shape.slice(0, -2));
  return { fanIn: window * shape.at(-2)!, fanOut: window * shape.at(-1)! };
}

/** Box and Muller, 1958. */
function normal({ uniform }: RandomStream): number {
  const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
  return radius * Math.cos(2 * Math.PI * uniform());
}

/** Drawn again beyond two deviations. */
function truncatedNormal(random: RandomStream): number {
  let drawn = normal(random);
  while (Math.abs(drawn) > 2) drawn = normal(random);
  return drawn;
}

/** Ones on the diagonal, times `gain`. */
function identity(gain: number): Initializer {
  return (shape) => {
    const [rows, columns = 1] = shape;
    return new Float32Array(sizeOf(shape)).map((_, i) =>
      Math.floor(i / columns) === i % columns && i / columns < rows! ? gain : 0,
    );
  };
}

/** All axes but the last in one: the shorter side's vectors stand at right angles; Saxe et al., 2014. */
function orthogonal(gain: number): Initializer {
  return (shape, random) => {
    const columns = shape.at(-1)!;
    const rows = sizeOf(shape.slice(0, -1));
    const [long, short] = [Math.max(rows, columns), Math.min(rows, columns)];
    const vectors = orthogonalColumns(long, short, () => normal(random));
    return new Float32Array(rows * columns).map((_, i) => {
      const [row, column] = [Math.floor(i / columns), i % columns];
      return gain * (rows < columns ? vectors[row]![column]! : vectors[column]![row]!);
    });
  };
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}
