import { loadInboundProfiles } from '../../../src/profiles/loadInboundProfiles';
import { comparedWithServed, keepServedPages } from '../../support/servedPages';
import { timed, type Subject } from '../subject';
import { ourClient } from './listing';

/** Listed by our client, with a copy of every byte that came: row by row, text by text, and one hash over all of it. */
export const exactOurs: Subject = (input) =>
  timed(async () => {
    const served = keepServedPages();
    try {
      const { profiles, completeness } = await loadInboundProfiles(ourClient(input));
      const found = comparedWithServed(profiles, served.pages);
      const { items, unreadable } = completeness;
      const counted = completeness.kind === 'complete' && items === found.served && unreadable === found.unreadable;
      return {
        items: found.served,
        unreadable: found.unreadable,
        emptyTexts: found.emptyTexts,
        astral: found.astral,
        different: found.different,
        same: found.servedSha256 === found.keptSha256 && counted ? 1 : 0,
      };
    } finally {
      served.stop();
    }
  });
