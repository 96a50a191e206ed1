// How long after a keystroke the hints of a 2,000-line Keras file are known: the extension's own work, from the new
// text to every hint, lens and mark of it. (What the editor adds, its own pause before it asks and drawing, is not in
// it.) Somebody types a layer into the file, letter by letter, while the editor closes brackets and quotes as it does
// by default, and deletes it again. Beside the time on the clock stands the processor's, which knows nothing of what
// else the machine does: that one must be short enough.
//
//   npx tsx benchmarks/inline-latency.ts [rounds]
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { openScriptReader } from '@convscope/model/script';
import { findingsOf } from '../packages/extension/src/source/findings.js';
import { hintsOf } from '../packages/extension/src/source/hints.js';
import { lensesOf } from '../packages/extension/src/source/lenses.js';
import { Readings } from '../packages/extension/src/source/readings.js';

const wanted = 60;
const numLines = 2000;
const layer = "model.add(keras.layers.Conv2D(64, (3, 3), activation='relu', padding='same'))\n";
const rounds = Number(process.argv[2] ?? 5);

const modules = createRequire(new URL('../packages/model/package.json', import.meta.url));
const wasm = (file: string) => readFileSync(modules.resolve(file));
const readings = new Readings({
  openReader: () =>
    openScriptReader({
      treeSitterWasm: wasm('web-tree-sitter/web-tree-sitter.wasm'),
      pythonWasm: wasm('tree-sitter-python/tree-sitter-python.wasm'),
    }),
  onError: (error) => {
    throw error;
  },
});

const files = {
  'one deep network among other code': deepNetwork(),
  'scripts of many styles in one file': corpus(),
};
let isSlow = false;
for (const [name, { before, after }] of Object.entries(files)) {
  const first = await time(name, before + after);
  const keys = keystrokes();
  const times = keys.map((): Time[] => []);
  for (let round = 0; round < rounds; round++)
    for (const [key, typed] of keys.entries()) times[key]?.push(await time(name, before + typed + after));
  // Of the same keystroke again and again, the median.
  const ofClock = times.map((repeated) => median(repeated.map(({ clock }) => clock)));
  const ofProcessor = times.map((repeated) => median(repeated.map(({ processor }) => processor)));
  console.log(`${name}: first reading ${ms(first.clock)}, ${keys.length} keystrokes`);
  console.log(`  on the clock: ${figures(ofClock)}`);
  console.log(`  of the processor: ${figures(ofProcessor)}`);
  isSlow ||= percentile(ofProcessor, 0.95) > wanted;
}
if (isSlow) {
  console.error(`More than 5 % of the keystrokes took longer than ${wanted} ms.`);
  process.exitCode = 1;
}

/** In ms. */
interface Time {
  clock: number;
  processor: number;
}

/** From a text to all that is shown of it. */
async function time(key: string, text: string): Promise<Time> {
  const start = performance.now();
  const used = process.cpuUsage();
  const description = await readings.read(key, () => ({ kind: 'script', texts: [text] }));
  if (description === undefined) throw new Error(`Nothing of Keras was found in “${key}”.`);
  const shown = [hintsOf, lensesOf, findingsOf].map((of) => of(description, { language: 'en' }).length);
  const { user, system } = process.cpuUsage(used);
  const clock = performance.now() - start;
  if (shown[0] === 0) throw new Error(`“${key}” has no hints.`);
  return { clock, processor: (user + system) / 1000 };
}

/** What stands around the cursor after each key: what was typed, and what the editor closed after it. */
function keystrokes(): string[] {
  const typed = Array.from(layer, (_letter, index) => layer.slice(0, index + 1)).map(closed);
  return [...typed, ...typed.toReversed().slice(1), ''];
}

function closed(text: string): string {
  const brackets = text.replace(/'[^']*'?/g, '');
  const count = (kind: string) => brackets.split(kind).length - 1;
  const quote = text.split("'").length % 2 === 0 ? "'" : '';
  return text + quote + ')'.repeat(count('(') - count(')'));
}

/** A network of 100 layers in the middle of what scripts are made of otherwise. */
function deepNetwork(): { before: string; after: string } {
  const head = 'import keras\nimport numpy as np\n';
  const start = 'model = keras.Sequential()\nmodel.add(keras.layers.Input((64, 64, 3)))\n';
  const layers = (layer + 'model.add(keras.layers.BatchNormalization())\n').repeat(25);
  const other = (number: number) =>
    `def prepare_${number}(images, labels):\n    """Cuts and scales pictures."""\n    kept = []\n` +
    `    for image, label in zip(images, labels):\n        if label in (1, 2, 3):\n` +
    `            kept.append(np.clip(image / 255.0, 0.0, 1.0))\n    return np.array(kept)\n\n`;
  const numOthers = Math.floor((numLines - 104) / 16);
  const others = (from: number) =>
    Array.from({ length: numOthers }, (_, index) => other(from + index)).join('');
  return { before: head + others(0) + start + layers, after: layers + others(numOthers) };
}

/** The first 2,000 lines of the corpus that the reader is tested with. */
function corpus(): { before: string; after: string } {
  const folder = new URL('../packages/model/test/script/corpus/', import.meta.url);
  const scripts = readdirSync(folder).filter((name) => name.endsWith('.py'));
  const lines = scripts.flatMap((name) => readFileSync(new URL(name, folder), 'utf8').split('\n'));
  const kept = lines.slice(0, numLines);
  const middle = kept.findIndex((line, index) => index > numLines / 2 && line === '');
  return {
    before: `${kept.slice(0, middle).join('\n')}\nmodel = keras.Sequential()\n`,
    after: kept.slice(middle).join('\n'),
  };
}

function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}

function figures(times: readonly number[]): string {
  const within = (share: number) => ms(percentile(times, share));
  return `half within ${within(0.5)}, 95 % within ${within(0.95)}, all within ${within(1)}`;
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}
