import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { createGraphClient } from '../../../src/graph/createGraphClient';
import { loadInboundProfiles } from '../../../src/profiles/loadInboundProfiles';
import { tokensOf } from '../../support/actionDesk';
import { sandboxProcess } from '../../support/sandbox';
import { comparedWithServed, keepServedPages } from '../../support/servedPages';

const people = 1_000_000;

describe('A million people', () => {
  it('are given back row by row and hash by hash as they were served, with wrong shapes, empty texts and astral characters', async function () {
    this.timeout(180_000);
    const args = ['--inbound', String(people), '--home-tenants', '400', '--page-size', '999', '--faults', 'wrongShapedRows=0.05'];
    const sandbox = await sandboxProcess(args);
    const tokens = tokensOf(await sandbox.appToken('every'));
    const served = keepServedPages();
    try {
      const { profiles, completeness } = await loadInboundProfiles(createGraphClient({ graphEndpoint: sandbox.graphEndpoint, tokens }));
      const found = comparedWithServed(profiles, served.pages);
      assert.equal(completeness.kind, 'complete');
      assert.deepEqual([found.served, found.different], [people, 0]);
      assert.equal(found.keptSha256, found.servedSha256);
      assert.deepEqual([completeness.items, completeness.unreadable], [found.served, found.unreadable]);
      assert.equal(profiles.size + profiles.unreadable.length, people);
      assert.ok(found.unreadable > 1000 && found.emptyTexts > 10 && found.astral > 10, JSON.stringify(found));
    } finally {
      served.stop();
      await sandbox.stop();
    }
  });
});
