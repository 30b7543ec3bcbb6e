import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { describe, it } from 'mocha';
import { makePolicyFile, policyOf, readPolicyFile } from '../../../src/actions/policyFile';
import { defaultPolicy } from '../../../src/actions/services';
import { tenantFolder } from '../../../src/actions/tenantFolder';
import { temporaryFolder } from '../../support/temporaryFolder';
import { acting } from './people';

describe('The policy of a tenant', () => {
  const directory = temporaryFolder();
  const folder = (): ReturnType<typeof tenantFolder> => tenantFolder({ directory: directory() }, acting);

  it('is the default when there is no file, and when the file was just made', async () => {
    assert.deepEqual(await readPolicyFile(folder()), { kind: 'policy', policy: defaultPolicy });
    await makePolicyFile(folder());
    assert.deepEqual(await readPolicyFile(folder()), { kind: 'policy', policy: defaultPolicy });
  });

  it('is what its file says, and is not overwritten', async () => {
    const text = '{ "protectedPeople": { "domains": ["contoso.example"] }, "exportBeforeRemove": true }';
    await mkdir(dirname(folder().policyFile), { recursive: true });
    await writeFile(folder().policyFile, text);
    await makePolicyFile(folder());
    const read = await readPolicyFile(folder());
    assert.ok(read.kind === 'policy' && read.policy.exportBeforeRemove);
    assert.deepEqual([read.policy.protectedPeople.domains, read.policy.capPerRun], [['contoso.example'], 100]);
  });

  it('is unreadable, and not the default, when its file is broken in any way', async () => {
    await mkdir(dirname(folder().policyFile), { recursive: true });
    for (const text of [
      '',
      '{',
      '[]',
      '{"protectedpeople":{}}',
      '{"capPerRun":0}',
      '{"exportBeforeRemove":"yes"}',
      '{"protectedPeople":{"domains":"a"}}',
    ]) {
      await writeFile(folder().policyFile, text);
      assert.equal((await readPolicyFile(folder())).kind, 'unreadable', text);
    }
  });

  it('takes a cap of whole numbers only', () => {
    assert.equal(policyOf({ capPerRun: 5 }).capPerRun, 5);
    assert.throws(() => policyOf({ capPerRun: 1.5 }));
  });
});
