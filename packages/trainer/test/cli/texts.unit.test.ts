import assert from 'node:assert/strict';
import { terminalLanguage, texts } from '../../src/cli/texts.js';

describe('the texts of the command line', () => {
  it('have a Russian form with the same arguments', () => {
    const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
    for (const [id, text] of Object.entries(texts)) assert.deepEqual(names(text.ru), names(text.en), id);
  });

  it('follow the locale as POSIX has it', () => {
    assert.equal(terminalLanguage({ LC_ALL: 'ru_RU.UTF-8', LANG: 'en_US.UTF-8' }), 'ru');
    assert.equal(terminalLanguage({ LC_ALL: '', LANG: 'ru' }), 'ru');
    assert.equal(terminalLanguage({ LC_ALL: 'C', LANG: 'ru_RU.UTF-8' }), 'en');
  });
});
