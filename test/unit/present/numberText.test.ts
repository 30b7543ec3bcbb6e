import assert from 'node:assert/strict';
import { config } from '@vscode/l10n';
import { afterEach, describe, it } from 'mocha';
import { numberText, textLanguage } from '../../../src/present/numberText';
import { bundleOf } from '../../support/strings';

describe('A number in a text', () => {
  afterEach(() => config({ contents: {} }));

  it('is English where the texts are not translated', () => {
    assert.equal(textLanguage(), 'en');
    assert.equal(numberText(1_234_567), '1,234,567');
  });

  for (const [language, text] of [
    ['de', '1.234.567'],
    ['fr', '1\u202F234\u202F567'],
    ['ja', '1,234,567'],
    ['es', '1.234.567'],
  ] as const) {
    it(`is grouped as readers of ${language} expect`, () => {
      config({ contents: bundleOf(language) });
      assert.equal(textLanguage(), language);
      assert.equal(numberText(1_234_567), text);
    });
  }
});
