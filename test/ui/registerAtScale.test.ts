import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { makeCase } from '../support/caseWork';
import { useProfilesView } from '../support/profilesView';

interface SavedRegister {
  readonly completeness: string;
  readonly rows: readonly { readonly tenantId: string; readonly people: number; readonly naming: string }[];
}

describe('the register of 50,000 people of 400 organisations, with 5 % of the calls throttled', () => {
  const view = useProfilesView(['--inbound', '50000', '--home-tenants', '400', '--page-size', '999']);
  let folder = '';

  before('connect', async function () {
    this.timeout(120_000);
    folder = await mkdtemp(join(tmpdir(), 'shared-profiles-scale-'));
    await view.sandbox().addFaults({ fault: 'throttled', rate: 0.05 });
    await view.connect();
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('is on disk with its report after two commands and a minute, complete', async function () {
    this.timeout(180_000);
    await makeCase(view.workbench(), folder);
    await view.workbench().run('Shared Profiles: Write Register and Report');
    await view.workbench().quickInput.pick(/^Everyone whose profile is here: 50,000 people/);
    await view
      .workbench()
      .webview()
      .getByRole('heading', { name: /Report on case/ })
      .waitFor({ timeout: 60_000 });

    const tenant = view.sandbox().tenantId();
    const register = JSON.parse(await readFile(join(folder, 'register', tenant, 'register.json'), 'utf8')) as SavedRegister;
    assert.deepEqual([register.completeness, register.rows.length], ['complete', 400]);
    assert.equal(
      register.rows.reduce((sum, { people }) => sum + people, 0),
      50_000,
    );
    assert.deepEqual([...new Set(register.rows.map(({ naming }) => naming))].sort(), ['known', 'notFound']);
    const people = (await readFile(join(folder, 'register', tenant, 'people.jsonl'), 'utf8')).trimEnd().split('\n');
    assert.equal(people.length, 50_000);
    assert.match(await readFile(join(folder, 'report.md'), 'utf8'), /names 400 organisations and 50,000 people/);
    const { byOperation } = (await view.sandbox().ledger()).requests;
    assert.ok((byOperation['findTenantInformationByTenantId']?.statuses['429'] ?? 0) > 0, 'some calls were throttled');
  });
});
