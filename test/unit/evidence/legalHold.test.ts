import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { bothProtected, nobodyProtected, protectionBy } from '../../../src/actions/protectedPeople';
import { casePaths, createCase } from '../../../src/evidence/caseFolder';
import { EvidenceError } from '../../../src/evidence/errors';
import { makeLegalHold, readLegalHold } from '../../../src/evidence/legalHold';
import { verifyEvidence } from '../../../src/evidence/verifyEvidence';
import { temporaryFolder } from '../../support/temporaryFolder';
import { people, removalPlan } from '../actions/people';

const breach = {
  id: 'IR-14',
  title: 'Portal breached',
  madeBy: 'adele@fabrikam.onmicrosoft.com',
  madeAt: '2026-03-01T08:00:00.000Z',
  awareSince: '2026-03-01T07:30:00.000Z',
  pinned: [],
};

describe('The legal hold of a case', () => {
  const folder = temporaryFolder();
  const paths = (): ReturnType<typeof casePaths> => casePaths(join(folder(), 'case'));

  it('protects nobody when there is none, and when it was just made', async () => {
    await createCase(paths().folder, breach, '# Notes\n');
    assert.deepEqual(await readLegalHold(paths()), nobodyProtected);
    assert.equal(await makeLegalHold(paths()), paths().legalHold);
    assert.deepEqual(await readLegalHold(paths()), nobodyProtected);
  });

  it('is what its file says, is not overwritten, and is the person’s own to change', async () => {
    await createCase(paths().folder, breach, '# Notes\n');
    const text = '{ "domains": ["contoso.example"] }';
    await writeFile(paths().legalHold, text);
    await makeLegalHold(paths());
    assert.equal(await readFile(paths().legalHold, 'utf8'), text);
    assert.deepEqual((await readLegalHold(paths())).domains, ['contoso.example']);
    const { own, changed, added } = await verifyEvidence(paths().folder);
    assert.deepEqual([own, changed, added], [['legal-hold.json', 'notes.md'], [], []]);
  });

  it('cannot be passed over: a broken list and a case that is not there any more stop what was wanted', async () => {
    await createCase(paths().folder, breach, '# Notes\n');
    for (const text of ['', '{', '[]', '{"domain":["a"]}', '{"userIds":[""]}']) {
      await writeFile(paths().legalHold, text);
      await assert.rejects(readLegalHold(paths()), (error) => error instanceof EvidenceError && error.reason === 'damaged', text);
    }
    await rm(paths().folder, { recursive: true });
    await assert.rejects(readLegalHold(paths()), (error) => error instanceof EvidenceError && error.reason === 'missing');
  });

  it('counts together with the list of the tenant', () => {
    const [first, second, third] = removalPlan(people(3)).items;
    assert.ok(first && second && third);
    const protection = protectionBy(
      bothProtected({ ...nobodyProtected, userIds: [first.userId] }, { ...nobodyProtected, userIds: [second.userId.toUpperCase()] }),
    );
    assert.deepEqual([first, second, third].map(protection), ['userId', 'userId', undefined]);
  });
});
