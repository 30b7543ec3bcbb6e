import { writeFileSync } from 'node:fs';
import process from 'node:process';
import { inRepository } from '../test/support/places';
import { bundleOf, languages, productStrings } from '../test/support/strings';

/** Brings the bundles up to date with the code: takes away what nobody asks for any more, adds what is missing with an empty text to fill in. */
function main(): void {
  const texts = [...productStrings().texts].sort((one, other) => (one < other ? -1 : 1));
  for (const language of languages) {
    const known = bundleOf(language);
    const bundle = Object.fromEntries(texts.map((text) => [text, known[text] ?? '']));
    writeFileSync(inRepository('l10n', `bundle.l10n.${language}.json`), `${JSON.stringify(bundle, undefined, 2)}\n`);
    const missing = texts.filter((text) => bundle[text] === '').length;
    process.stdout.write(`${language}: ${texts.length} texts, ${missing} to be translated\n`);
  }
}

main();
