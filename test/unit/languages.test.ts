import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import english from '../../package.nls.json';
import manifest from '../../package.json';
import { inRepository } from '../support/places';
import { pseudo, untranslated } from '../support/pseudoLanguage';
import { bundleOf, fixedParts, languages, productStrings, untranslatedSentences } from '../support/strings';

const titles: Readonly<Record<string, string>> = english;

function titlesOf(language: string): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(inRepository(`package.nls.${language}.json`), 'utf8')) as Readonly<Record<string, string>>;
}

/** Texts of more than three words that a language has left as they are. */
function leftInEnglish(texts: Readonly<Record<string, string>>, english: (key: string) => string): readonly string[] {
  return Object.entries(texts).flatMap(([key, text]) => (text === english(key) && /(?:[A-Za-z]{3,}\s+){3}/.test(text) ? [text] : []));
}

describe('The texts of the product', () => {
  const found = productStrings();
  it('are translated where they stand, so that they can be found', () => {
    assert.deepEqual(found.unseen, []);
    assert.ok(found.texts.size > 800);
  });

  it('are never shown as they stand in the code', () => {
    assert.deepEqual(untranslatedSentences(), []);
  });

  it('come from where the manifest says', () => {
    assert.equal(manifest.l10n, './l10n');
  });

  it('can be put into a made-up language that keeps placeholders, icons and links', () => {
    const text = 'Show {0} in $(history) it\n[Connect…](command:sharedProfiles.connect)';
    assert.equal(pseudo(text), '⟦Shów {0} íñ $(history) ít~~~~~~~~~⟧\n[⟦Cóññéçt…⟧](command:sharedProfiles.connect)');
    assert.equal(untranslated('a ⟦b ⟦c⟧ d⟧ e').replace(/ +/g, ' '), 'a e');
  });

  for (const language of languages) {
    describe(`in ${language}`, () => {
      const bundle = bundleOf(language);

      it('are all there, and no others', () => {
        const wanted = [...found.texts].sort();
        assert.deepEqual(
          wanted.filter((text) => (bundle[text] ?? '') === ''),
          [],
          'run npm run languages and fill in what is empty',
        );
        assert.deepEqual(Object.keys(bundle).sort(), wanted);
      });

      it('keep their placeholders, icons and links', () => {
        const changed = Object.entries(bundle).filter(([text, said]) => fixedParts(text).join() !== fixedParts(said).join());
        assert.deepEqual(changed, []);
        assert.deepEqual(
          leftInEnglish(bundle, (text) => text),
          [],
        );
      });

      it('are there for the manifest too, with its links and keys', () => {
        const own = titlesOf(language);
        assert.deepEqual(Object.keys(own).sort(), Object.keys(titles).sort());
        const changed = Object.entries(titles).filter(([key, text]) => fixedParts(text).join() !== fixedParts(own[key] ?? '').join());
        assert.deepEqual(changed, []);
        assert.deepEqual(
          leftInEnglish(own, (key) => titles[key] ?? ''),
          [],
        );
      });
    });
  }
});
