import assert from 'node:assert/strict';
import { panelHtml } from '../../src/panel/html.js';

const resources = {
  script: 'https://res/panel.js',
  style: 'https://res/panel.css',
  cspSource: 'https://res',
};

describe('panelHtml', () => {
  const html = panelHtml({ resources, nonce: 'N0nce', language: 'ru' });

  it('allows nothing but our own files, and no inline code', () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1];
    assert.equal(
      policy,
      "default-src 'none'; script-src 'nonce-N0nce'; style-src https://res; font-src https://res; img-src https://res; base-uri 'none'; form-action 'none'",
    );
    assert.doesNotMatch(html, /<style|style=|<script(?![^>]*nonce="N0nce")/);
  });

  it('says its language', () => assert.match(html, /<html lang="ru">/));

  it('cannot be broken out of by an address', () => {
    const broken = panelHtml({
      resources: { ...resources, style: '"><script>' },
      nonce: 'n',
      language: 'en',
    });
    assert.doesNotMatch(broken, /"><script>/);
  });
});
