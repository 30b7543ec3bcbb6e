import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { sandboxProcess } from '../../support/sandbox';
import { surviveKills } from '../../soak/killing';

describe('A run whose process is killed', () => {
  it('ends with each person removed once and an intact journal, after ten kills at random moments', async function () {
    this.timeout(180_000);
    const sandbox = await sandboxProcess(['--inbound', '600', '--page-size', '600', '--latency', '60']);
    try {
      let kills = 0;
      while (kills < 10) {
        kills += (await surviveKills(sandbox, { people: 500, kills: 10 - kills, random: Math.random })).doneAtKill.length;
      }
      assert.equal(kills, 10);
    } finally {
      await sandbox.stop();
    }
  });
});
