import { readFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { sections } from './sections.mjs';

const words = (name) => readFileSync(new URL(`${name}.md`, import.meta.url), 'utf8').trim();

/**
 * The text of docs/fidelity.md from what the tests told: `{ file, titles, told }` each.
 * @throws Error where a table stays empty or a record has no table: nothing may go missing unnoticed
 */
export async function fidelityDocument(records) {
  const shown = new Set();
  const parts = sections.map(({ heading, text, tables }) => {
    const made = tables.map((table) => tableText(table, take(table, records, shown)));
    return [`## ${heading}`, text, ...made].join('\n\n');
  });
  const left = records.find((record) => !shown.has(record));
  if (left) throw new Error(`No table shows “${left.titles.join(' ')}” (${left.file}).`);
  const text = [words('introduction'), ...parts, words('measured-runs'), words('differences')].join('\n\n');
  const filepath = new URL('../../docs/fidelity.md', import.meta.url).pathname;
  return format(text, { ...(await resolveConfig(filepath)), parser: 'markdown' });
}

function take({ file, tests = /./, caption, of }, records, shown) {
  const taken = records.filter((record) => record.file === file && tests.test(record.titles.join(' ')));
  if (taken.length === 0) throw new Error(`No test filled the table “${caption ?? of}” (${file}).`);
  taken.forEach((record) => shown.add(record));
  return taken;
}

/** A table in Markdown: a row for each name, a column for each thing that was compared. */
export function tableText(table, records) {
  const rows = new Map();
  for (const { titles, told } of records) {
    const name = rowName(table, titles.at(-1));
    if (!rows.has(name)) rows.set(name, { tests: new Set(), cells: new Map() });
    const row = rows.get(name);
    row.tests.add(titles.at(-1));
    for (const each of told) {
      if (!row.cells.has(each.what)) row.cells.set(each.what, []);
      row.cells.get(each.what).push(each);
    }
  }
  const columns = [...new Set([...rows.values()].flatMap(({ cells }) => [...cells.keys()]))];
  const counted = table.count ? [table.count] : [];
  const lines = [
    [table.of, ...counted, ...columns],
    ['---', ...counted.map(() => '--:'), ...columns.map(() => '---')],
    ...[...rows].map(([name, { tests, cells }]) => [
      table.code ? `\`${name}\`` : name,
      ...(table.count ? [tests.size] : []),
      ...columns.map((column) => cellText(cells.get(column))),
    ]),
  ];
  const body = lines.map((cells) => `| ${cells.map(escaped).join(' | ')} |`).join('\n');
  return table.caption ? `${table.caption}:\n\n${body}` : body;
}

function rowName({ row, name }, title) {
  if (row === undefined) return name;
  const found = row.exec(title);
  if (!found) throw new Error(`“${title}” does not tell its row: ${row} was expected.`);
  return found[1];
}

/** What was found, or the difference that is nearest to its tolerance. */
function cellText(told) {
  if (!told) return '–';
  const findings = [...new Set(told.flatMap(({ found }) => (found === undefined ? [] : [found])))];
  if (findings.length > 0) return findings.join('; ');
  const { difference, tolerance, over } = told.reduce((worst, next) =>
    share(next) > share(worst) ? next : worst,
  );
  const much = over !== undefined && told.every((each) => each.over === over) ? ` (${over})` : '';
  return `${rounded(difference)} ≤ ${rounded(tolerance)}${much}`;
}

const share = ({ difference, tolerance }) => (tolerance === 0 ? difference : difference / tolerance);

/** Two significant digits: a third would tell one computer from another, not us from Keras. */
function rounded(number) {
  const short = Number(number.toPrecision(2));
  return short !== 0 && short < 1e-3 ? short.toExponential() : String(short);
}

/** A cell as Markdown shows it: no bar ends it, no `__` makes it bold. */
const escaped = (cell) => String(cell).replaceAll(/[|*]|_(?=_)|(?<=_)_/g, '\\$&');
