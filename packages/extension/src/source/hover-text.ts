import { shapeText, type Language, type LayerSummary } from '@convscope/model';
import { multiplyAdds, numOutputs, outputArithmetic, paramsArithmetic } from './arithmetic.js';
import { layerSentence } from './layer-sentences.js';
import type { PlacedLayer } from './layers-in-source.js';
import { receptiveField } from './receptive-field.js';
import { bytesText, numberText, paramsText, words } from './texts.js';

/** Of a loop's layers, so many are listed. */
const mostListed = 12;

/** Markdown about the layers that one place makes: all of one layer, a list of several. */
export function hoverText(layers: readonly PlacedLayer[], language: Language): string {
  const [first] = layers;
  if (first === undefined) return '';
  if (layers.length === 1) return oneLayer(first, language);
  const sentence = new Set(layers.map(({ layer }) => layerSentence(layer.className)?.[language]));
  const listed = layers.slice(0, mostListed).map(({ layer }) => rowOf(layer, language));
  const rest = layers.length > mostListed ? ['- …'] : [];
  return [...(sentence.size === 1 ? [[...sentence][0] ?? '', ''] : []), ...listed, ...rest].join('\n');
}

function oneLayer({ layer, model }: PlacedLayer, language: Language): string {
  const say = (word: keyof typeof words) => words[word][language];
  const rows: (readonly [string, string])[] = [];
  const { params, weights } = layer;
  if (params > 0) {
    rows.push([say('parameters'), equation(paramsArithmetic(layer, language), params, language)]);
    const fixed = weights
      .filter(({ trainable }) => !trainable)
      .flatMap(({ shape }) => shape.reduce(times, 1));
    const notTrained = fixed.reduce((left, right) => left + right, 0);
    if (notTrained > 0) rows.push([say('notTrained'), numberText(notTrained, language)]);
  }
  const output = outputArithmetic(layer, language);
  const outputName = layer.className === 'Flatten' ? 'outputSize' : 'output';
  if (output.length > 0) rows.push([say(outputName), output.join(', ')]);
  const work = multiplyAdds(layer, language);
  if (work !== undefined) rows.push([say('multiplyAdds'), equation(work.sum, work.total, language)]);
  const numbers = numOutputs(layer);
  if (numbers !== undefined)
    rows.push([say('memory'), `${bytesText(numbers * 4, language)} ${say('anImage')}`]);
  const field = receptiveField(layer, model);
  if (field !== undefined && layer.outputShape !== null && layer.className !== 'InputLayer')
    rows.push([say('receptiveField'), `${field.join(' × ')} ${say('pixels')}`]);
  const sentence = layerSentence(layer.className)?.[language];
  const table = ['| | |', '|:--|:--|', ...rows.map(([name, value]) => `| ${name} | ${value} |`)];
  return [
    titleOf(layer, language),
    ...(sentence === undefined ? [] : ['', sentence]),
    ...(rows.length === 0 ? [] : ['', ...table]),
  ].join('\n');
}

const times = (left: number, right: number) => left * right;

function titleOf({ name, className, outputShape }: LayerSummary, language: Language): string {
  const output = outputShape === null ? words.notKnown[language] : `\`${shapeText(outputShape)}\``;
  return `**\`${code(name)}\`** (${code(className)}) → ${output}`;
}

function rowOf(layer: LayerSummary, language: Language): string {
  const cost = layer.params === 0 ? '' : ` · ${paramsText(layer.params, language)}`;
  return `- ${titleOf(layer, language)}${cost}`;
}

function equation(sum: string | undefined, total: number, language: Language): string {
  const result = `**${numberText(total, language)}**`;
  return sum === undefined ? result : `${sum} = ${result}`;
}

/** A name from a script cannot leave the place that Markdown has it in. */
function code(name: string): string {
  return name.replace(/[^\p{L}\p{N}_.:/ -]/gu, '');
}
