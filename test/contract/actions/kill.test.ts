import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { sandboxProcess } from '../../support/sandbox';
import { surviveKills } from '../../soak/killing';

describe('A run whose process is killed', () => {
  it('ends with each person removed once and an intact journal, after ten kills at random moments', async function () {
    this.timeout(180_000);
    const sandbox = await sandboxProcess(['--inbound', '600', '--page-size', '600', '--latency', '20']);
    try {
      const first = await surviveKills(sandbox, { people: 500, kills: 5, random: Math.random });
      const second = await surviveKills(sandbox, { people: 500, kills: 5, random: Math.random });
      assert.equal(first.doneAtKill.length + second.doneAtKill.length, 10);
    } finally {
      await sandbox.stop();
    }
  });
});
