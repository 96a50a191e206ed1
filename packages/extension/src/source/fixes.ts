import type { Language, Text } from '@convscope/model';
import type { Place } from '@convscope/model/script';
import type { Finding } from './findings.js';

/** A change of the source that puts something right. */
export interface Fix {
  title: string;
  place: Place;
  newText: string;
  isPreferred: boolean;
}

/** What can be done about a finding with one click. `text` is that of the document where it stands. */
export function fixesFor(finding: Finding, text: string, language: Language): Fix[] {
  switch (finding.code) {
    case 'shape':
      return [padWithSame(finding, text, language), removePooling(finding, text, language)].flatMap(
        (fix) => fix ?? [],
      );
    case 'old-argument':
      return [rename(finding.place, 'learning_rate', language)];
    case 'argument':
      return [correctSpelling(finding, text, language)].flatMap((fix) => fix ?? []);
    case 'not-understood':
      return [];
  }
}

const titles = {
  pad: { en: 'Pad with padding="same"', ru: 'Дополнить краями: padding="same"' },
  remove: { en: 'Remove the pooling in line {0}', ru: 'Убрать пулинг в строке {0}' },
  rename: { en: 'Change to “{0}”', ru: 'Заменить на «{0}»' },
} as const satisfies Readonly<Record<string, Text>>;

function title(key: keyof typeof titles, language: Language, value: string | number = ''): string {
  return titles[key][language].replace('{0}', String(value));
}

function rename(place: Place, newText: string, language: Language): Fix {
  return { title: title('rename', language, newText), place, newText, isPreferred: true };
}

/** A layer with a window, whose `padding` is said by name or not at all. */
function padWithSame({ place }: Finding, text: string, language: Language): Fix | undefined {
  const call = textAt(text, place);
  const layer = /^[\w.]*?((?:Depthwise|Separable)?Conv|AveragePooling|MaxPooling)[123]D\s*\(/.exec(call);
  if (layer === null || !call.endsWith(')') || /#|\bborder_mode\b/.test(call)) return undefined;
  const fix = { title: title('pad', language), isPreferred: true };
  const said = /\bpadding\s*=\s*(['"])valid\1/d.exec(call)?.indices?.[0];
  if (said !== undefined) {
    const quote = call[said[1] - 1] ?? '"';
    return { ...fix, place: within(place, call, said), newText: `padding=${quote}same${quote}` };
  }
  const most = layer[1]?.endsWith('Conv') === true ? 3 : 2;
  if (/\bpadding\b/.test(call) || numPositional(call.slice(layer[0].length, -1)) > most) return undefined;
  const end = call.slice(0, -1).replace(/[\s,]+$/, '').length;
  const quote = text.includes("'") && !/=\s*"/.test(call) ? "'" : '"';
  const comma = end === layer[0].length ? '' : ', ';
  return { ...fix, place: within(place, call, [end, end]), newText: `${comma}padding=${quote}same${quote}` };
}

/** How many arguments stand before the first that is named. */
function numPositional(list: string): number {
  let depth = 0;
  let argument = '';
  let count = 0;
  for (const character of `${list},`) {
    if ('([{'.includes(character)) depth += 1;
    if (')]}'.includes(character)) depth -= 1;
    if (character !== ',' || depth > 0) argument += character;
    else {
      if (/^\s*\w+\s*=(?!=)/.test(argument)) return count;
      if (argument.trim() !== '') count += 1;
      argument = '';
    }
  }
  return count;
}

/** The pooling that left too little, where it has a line of its own. */
function removePooling({ cause, place }: Finding, text: string, language: Language): Fix | undefined {
  if (cause === undefined || !cause.className.includes('Pooling') || cause.place.cell !== place.cell)
    return undefined;
  const { line } = cause.place;
  const whole = text.split('\n')[line - 1] ?? '';
  if (!/^\s*(?:\w+\.add\(\s*)?[\w.]*Pooling\dD\(.*\)\s*\)?,?\s*(?:#.*)?$/.test(whole)) return undefined;
  const removed = { ...cause.place, line, column: 0, endLine: line + 1, endColumn: 0 };
  return { title: title('remove', language, line), place: removed, newText: '', isPreferred: false };
}

/** What arguments of layers are called; a misspelt one is one or two letters away. */
const argumentNames =
  'activation axis data_format depth_multiplier dilation_rate epsilon filters groups input_shape kernel_initializer kernel_regularizer kernel_size momentum name padding pool_size rate return_sequences strides target_shape trainable units use_bias'.split(
    ' ',
  );

function correctSpelling({ place, name }: Finding, text: string, language: Language): Fix | undefined {
  if (name === undefined || name.length < 3) return undefined;
  const meant = argumentNames.find((candidate) => distance(candidate, name) <= 2);
  const call = textAt(text, place);
  const said = new RegExp(`\\b${name}\\b(?=\\s*=)`, 'd').exec(call)?.indices?.[0];
  if (meant === undefined || said === undefined) return undefined;
  return rename(within(place, call, said), meant, language);
}

/** How many letters must be added, left out or changed. */
function distance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const [at, letter] of Array.from(left).entries()) {
    const next = [at + 1];
    for (const [index, other] of Array.from(right).entries())
      next.push(
        Math.min(
          (next[index] ?? 0) + 1,
          (row[index + 1] ?? 0) + 1,
          (row[index] ?? 0) + (letter === other ? 0 : 1),
        ),
      );
    row = next;
  }
  return row[right.length] ?? 0;
}

/** The stretch of a text that a place names. */
function textAt(text: string, { line, column, endLine, endColumn }: Place): string {
  const lines = text.split('\n').slice(line - 1, endLine);
  const last = lines.length - 1;
  return lines
    .map((each, index) => each.slice(index === 0 ? column : 0, index === last ? endColumn : undefined))
    .join('\n');
}

/** A part of a stretch of text, by its offsets in it, as a place. */
function within(place: Place, stretch: string, [from, to]: readonly [number, number]): Place {
  const at = (offset: number) => {
    const before = stretch.slice(0, offset).split('\n');
    const column = before.at(-1)?.length ?? 0;
    return {
      line: place.line + before.length - 1,
      column: before.length === 1 ? place.column + column : column,
    };
  };
  const start = at(from);
  const end = at(to);
  return { ...place, ...start, endLine: end.line, endColumn: end.column };
}
