import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { describe, it } from 'mocha';
import { planFileText } from '../../../src/actions/planFile';
import { assertOnce, finish, runner } from '../../soak/killing';
import type { RunnerInput } from '../../soak/runnerProcess';
import { firstPeople, planOf, servicesIn } from '../../support/actionDesk';
import { useSandbox } from '../../support/sandbox';
import { temporaryFolder } from '../../support/temporaryFolder';

const people = 150;
const largestFileKiB = 160;

async function lastLineOf(input: RunnerInput): Promise<Readonly<Record<string, unknown>>> {
  const { stdout } = runner(input, largestFileKiB);
  assert.ok(stdout !== null);
  let last = '{}';
  for await (const line of createInterface(stdout)) {
    last = line;
  }
  return JSON.parse(last) as Readonly<Record<string, unknown>>;
}

if (process.platform !== 'win32') {
  describe('A run on a disk that fills up', () => {
    const sandbox = useSandbox({ inbound: 200, pageSize: 200 });
    const folder = temporaryFolder();

    it('stops when the journal cannot take another line, sends nothing after that, and is finished once there is room', async function () {
      this.timeout(60_000);
      const services = await servicesIn(sandbox(), folder());
      const plan = planOf(services.context, { verb: 'remove', direction: 'inbound', people: await firstPeople(services.client, people) });
      const planFile = join(folder(), 'removal.plan.json');
      await writeFile(planFile, planFileText(plan));
      const place = join(folder(), 'place');
      const input: RunnerInput = { planFile, directory: place, token: await sandbox().appToken('every'), sendAgain: false };

      const { how, why } = await lastLineOf(input);
      assert.deepEqual([how, why], ['stopped', 'journal']);
      const done = (await sandbox().ledger()).changes.length;
      assert.ok(done > 0 && done < people, String(done));

      await finish(input);
      await finish({ ...input, sendAgain: true });
      await assertOnce(sandbox(), plan, place, services.context);
    });
  });
}
