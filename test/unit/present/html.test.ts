import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { html } from '../../../src/present/html';

describe('markup', () => {
  it('escapes every value', () => {
    const name = `<img src=x onerror="alert('1')">&\``;
    assert.equal(
      html`<b title="${name}">${name}</b>`.markup,
      '<b title="&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;&#96;">&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;&#96;</b>',
    );
  });

  it('keeps markup that was made the same way, one or several', () => {
    const rows = ['<a>', 'b'].map((text) => html`<li>${text}</li>`);
    assert.equal(
      html`<ul>
        ${rows}
      </ul>`.markup.replace(/\s/g, ''),
      '<ul><li>&lt;a&gt;</li><li>b</li></ul>',
    );
    assert.equal(html`<b>${rows[0] ?? ''}${3}</b>`.markup, '<b><li>&lt;a&gt;</li>3</b>');
  });

  it('does not take an object that looks like markup for markup', () => {
    const forged: unknown = { markup: '<script>' };
    assert.doesNotMatch(html`${forged as string}`.markup, /<script>/);
  });
});
