// How long it takes from a keystroke in a Keras script to its description: a file of 2,000 lines, one character typed
// at a time, here and there in it. At most 60 ms each is what an editor can afford.
//
//   npx tsx benchmarks/script-latency.ts [keystrokes]
import { scriptReader } from '../packages/model/test/script/reader.js';

const reader = await scriptReader();

const count = Number(process.argv[2] ?? 200);
const lines = scriptOf(2000);
const script = reader.open();
const start = performance.now();
const { models } = script.read(lines.join('\n'));
const first = performance.now() - start;
const layers = models.reduce((sum, { description }) => sum + description.layers.length, 0);
console.log(
  `${lines.length} lines, ${models.length} models of ${layers} layers: ${first.toFixed(0)} ms at first`,
);

const typed = '\nx = layers.Conv2D(32, 3)(x)';
const times: number[] = [];
const processor: number[] = [];
for (let keystroke = 0; keystroke < count; keystroke++) {
  // A line is written character by character, then the next one somewhere else.
  const place = Math.floor(((keystroke - (keystroke % typed.length)) * 7919) % lines.length);
  const [before, after] = [lines.slice(0, place).join('\n'), lines.slice(place).join('\n')];
  const source = `${before}${typed.slice(0, 1 + (keystroke % typed.length))}\n${after}`;
  const begin = performance.now();
  const used = process.cpuUsage();
  script.read(source);
  const { user, system } = process.cpuUsage(used);
  processor.push((user + system) / 1000);
  times.push(performance.now() - begin);
}
script.dispose();
tell('on the clock', times);
// What else the machine does does not count here; what helpers of the engine do meanwhile counts twice.
tell('of processors', processor);

function tell(what: string, measured: number[]): void {
  measured.sort((a, b) => a - b);
  const at = (share: number) =>
    (measured[Math.min(measured.length - 1, Math.floor(measured.length * share))] ?? 0).toFixed(1);
  console.log(`a keystroke, ms ${what}: median ${at(0.5)}, 95 % within ${at(0.95)}, at most ${at(1)}`);
}

/** Functions, data and a network in between, as long scripts have them. */
function scriptOf(length: number): string[] {
  const made = ['import numpy as np', 'import keras', 'from keras import layers', ''];
  for (let part = 0; made.length < length; part++) {
    made.push(
      `def load_part_${part}(folder, size=(${32 + part}, 32)):`,
      '    """Reads pictures and labels."""',
      '    pictures, labels = [], []',
      '    for name in sorted(os.listdir(folder)):',
      `        if name.endswith('.png') and not name.startswith('_'):`,
      '            picture = imread(os.path.join(folder, name)) / 255.0',
      '            pictures.append(resize(picture, size)[:, :, :3])',
      `            labels.append(int(name.split('_')[1]) % ${part + 2})`,
      '    return np.array(pictures), np.array(labels)',
      '',
      `settings_${part} = {'batch_size': ${16 * (part + 1)}, 'epochs': 5, 'names': ['a', 'b', 'c']}`,
      `weights_${part} = [i * 0.5 + ${part} for i in range(10)]`,
      '',
    );
    if (part % 20 !== 0) continue;
    made.push(
      'inputs = keras.Input((64, 64, 3))',
      'x = inputs',
      'for filters in (16, 32, 64):',
      "    x = layers.Conv2D(filters, 3, padding='same', activation='relu')(x)",
      '    x = layers.BatchNormalization()(x)',
      '    x = layers.MaxPooling2D()(x)',
      'x = layers.Flatten()(x)',
      `model_${part} = keras.Model(inputs, layers.Dense(10, activation='softmax')(x))`,
      '',
    );
  }
  return made.slice(0, length);
}
