import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import manifest from '../../package.json';
import nls from '../../package.nls.json';
import { inRepository } from '../support/places';

const steps = manifest.contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
const texts: Readonly<Record<string, string>> = nls;
const text = (key: string): string => texts[key.replaceAll('%', '')] ?? '';

describe('The walkthrough', () => {
  it('connects, looks, triages, acts and proves, in this order', () => {
    assert.deepEqual(
      steps.map(({ id }) => id),
      ['connect', 'look', 'triage', 'act', 'prove'],
    );
  });

  for (const { id, description, media, completionEvents } of steps) {
    it(`has a step ${id} with something to do, a picture that follows the theme, and words for who cannot see it`, () => {
      assert.match(text(description), /\]\(command:sharedProfiles\./);
      assert.ok(text(media.altText).length > 20);
      assert.ok(completionEvents.length > 0);
      const picture = readFileSync(inRepository(media.svg), 'utf8');
      const colours = [...picture.matchAll(/(?:fill|stroke)="([^"]+)"/g)].map(([, colour]) => colour ?? '');
      assert.deepEqual(
        colours.filter((colour) => colour !== 'none' && !colour.startsWith('var(--vscode-')),
        [],
      );
      assert.doesNotMatch(picture, /<script|href=|@import|url\(/);
    });
  }
});
