import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const strings = (file: string) => JSON.parse(read(file)) as Record<string, string>;
const sorted = (keys: Iterable<string>) => [...new Set(keys)].sort();
const holes = (text: string) => sorted(text.match(/\{\d\}/g) ?? []);

describe('translations', () => {
  it('has every sentence of the source in English and Russian, and no other', () => {
    const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' });
    const code = sources.filter((name) => name.endsWith('.ts')).map((name) => read(join('src', name)));
    const used = code.flatMap((text) =>
      [...text.matchAll(/l10n\.t\(\s*'([^']+)'/g)].map((match) => match[1]!),
    );
    for (const file of ['l10n/bundle.l10n.json', 'l10n/bundle.l10n.ru.json'])
      assert.deepEqual(sorted(Object.keys(strings(file))), sorted(used), file);
  });

  it('has every text of the manifest in English and Russian, and no other', () => {
    const used = [...read('package.json').matchAll(/"%([\w.]+)%"/g)].map((match) => match[1]!);
    for (const file of ['package.nls.json', 'package.nls.ru.json'])
      assert.deepEqual(sorted(Object.keys(strings(file))), sorted(used), file);
  });

  it('keeps the places for values', () => {
    for (const [english, russian] of Object.entries(strings('l10n/bundle.l10n.ru.json')))
      assert.deepEqual(holes(russian), holes(english), english);
  });
});
