import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Case } from '../../../src/evidence/case';
import { caseAllows, pinTenant } from '../../../src/evidence/case';
import { caseClock } from '../../../src/evidence/caseClock';
import { createCase, openCase, saveCase } from '../../../src/evidence/caseFolder';
import { keepPlanInCase } from '../../../src/evidence/keepPlan';
import { planFileText } from '../../../src/actions/planFile';
import { EvidenceError } from '../../../src/evidence/errors';
import { verifyEvidence } from '../../../src/evidence/verifyEvidence';
import { explain } from '../../../src/present/explain';
import type { Context } from '../../../src/signin/context';
import { temporaryFolder } from '../../support/temporaryFolder';
import { people, removalPlan } from '../actions/people';

const tenantId = '6babcaad-604b-40ac-a9d7-9fd97c0b779f';
const otherTenantId = '486fb458-9474-4c44-896b-b30942d055f0';

const context: Context = {
  id: 'global~6babcaad',
  environment: { kind: 'cloud', cloud: 'Global' },
  tenantId,
  tenantDisplayName: 'Fabrikam',
  defaultDomainName: 'fabrikam.onmicrosoft.com',
  identity: { kind: 'app', displayName: undefined },
  clientId: '14d82eec-204b-4c2f-b7e8-296a70dab67e',
  authType: 'AppOnly',
  tokenCredentialType: 'ClientSecret',
  label: undefined,
  colour: 'blue',
};

const breach: Case = {
  id: 'IR-14',
  title: 'Portal breached',
  madeBy: 'adele@fabrikam.onmicrosoft.com',
  madeAt: '2026-03-01T08:00:00.000Z',
  awareSince: '2026-03-01T07:30:00.000Z',
  pinned: [],
};

const notes = '# Notes\n';

function fails(reason: string, words?: RegExp): (error: unknown) => boolean {
  return (error) => error instanceof EvidenceError && error.reason === reason && (words?.test(explain(error).whatHappened) ?? true);
}

describe('A case folder', () => {
  const folder = temporaryFolder();
  const caseFolder = (): string => join(folder(), 'IR-14');

  it('is made in a new folder and opened again as it was', async () => {
    const made = await createCase(caseFolder(), pinTenant(breach, context), notes);
    const opened = await openCase(caseFolder());
    assert.deepEqual(opened.case, made.case);
    assert.deepEqual(opened.case.pinned, [
      {
        environment: { kind: 'cloud', cloud: 'Global' },
        tenantId,
        displayName: 'Fabrikam',
        defaultDomainName: 'fabrikam.onmicrosoft.com',
      },
    ]);
    assert.equal(opened.writable, true);
    assert.equal(opened.workTree, undefined);
  });

  it('is evidence from the start; the notes are the person’s own', async () => {
    await createCase(caseFolder(), breach, notes);
    const { verified, changed, added, own } = await verifyEvidence(caseFolder());
    assert.deepEqual({ verified, changed, added, own }, { verified: 1, changed: [], added: [], own: ['notes.md'] });
  });

  it('keeps plans byte for byte, each once, as evidence', async () => {
    const opened = await createCase(caseFolder(), breach, notes);
    const plan = removalPlan(people(2));
    const { path } = await keepPlanInCase(opened, plan);
    await keepPlanInCase(opened, plan);
    await keepPlanInCase(opened, removalPlan(people(3)));
    assert.equal(await readFile(path, 'utf8'), planFileText(plan));
    assert.match(path, /remove-inbound-2-[0-9a-f]{12}\.plan\.json$/);
    const { verified, added } = await verifyEvidence(caseFolder());
    assert.deepEqual([verified, added], [3, []]);
  });

  it('is not made where something is already', async () => {
    await mkdir(caseFolder());
    await writeFile(join(caseFolder(), 'letter.txt'), 'x');
    await assert.rejects(createCase(caseFolder(), breach, notes), fails('refused', /not empty/));
  });

  it('warns of the git work tree above it', async () => {
    await mkdir(join(folder(), '.git'));
    assert.equal((await createCase(join(folder(), 'deep', 'case'), breach, notes)).workTree, folder());
  });

  it('warns of a git work tree that is linked or a submodule', async () => {
    await writeFile(join(folder(), '.git'), 'gitdir: elsewhere');
    assert.equal((await createCase(caseFolder(), breach, notes)).workTree, folder());
  });

  it('keeps fields of its file that this version does not know', async () => {
    await createCase(caseFolder(), breach, notes);
    const path = join(caseFolder(), 'case.json');
    await writeFile(path, JSON.stringify({ ...(JSON.parse(await readFile(path, 'utf8')) as object), severity: 'high' }));
    await saveCase(await openCase(caseFolder()), { ...breach, title: 'Portal and mail breached' });
    const saved = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
    assert.deepEqual([saved['severity'], saved['title']], ['high', 'Portal and mail breached']);
  });

  it('of a newer version is refused with words, and not touched', async () => {
    await createCase(caseFolder(), breach, notes);
    const path = join(caseFolder(), 'case.json');
    const newer = JSON.stringify({ format: 'shared-profiles-case', version: 2 });
    await writeFile(path, newer);
    await assert.rejects(openCase(caseFolder()), fails('newerFormat', /newer version/));
    assert.equal(await readFile(path, 'utf8'), newer);
  });

  for (const [what, text, words] of [
    ['cut short', '{"format":"shared', /not whole JSON/],
    ['a list', '[]', /JSON object/],
    ['of something else', '{"format":"package","version":1}', /kind “shared-profiles-case”/],
    ['without pins', JSON.stringify({ format: 'shared-profiles-case', version: 1 }), /pinned/],
    [
      'with a local time',
      JSON.stringify({ ...breach, format: 'shared-profiles-case', version: 1, awareSince: '2026-03-01 08:30' }),
      /awareSince/,
    ],
    [
      'with an unknown cloud',
      JSON.stringify({
        ...breach,
        format: 'shared-profiles-case',
        version: 1,
        pinned: [{ tenantId, environment: { kind: 'cloud', cloud: 'Moon' } }],
      }),
      /environment/,
    ],
  ] as const) {
    it(`whose file is ${what} is said to be damaged`, async () => {
      await mkdir(caseFolder());
      await writeFile(join(caseFolder(), 'case.json'), text);
      await assert.rejects(openCase(caseFolder()), fails('damaged', words));
    });
  }

  it('is not just any folder', async () => {
    await assert.rejects(openCase(folder()), fails('missing', /not a case folder/));
  });
});

describe('A case', () => {
  const pinned = pinTenant(breach, context);

  it('allows the tenants pinned to it, however their id is written', () => {
    assert.equal(caseAllows(pinned, context).kind, 'allowed');
    assert.equal(caseAllows(pinned, { ...context, tenantId: tenantId.toUpperCase() }).kind, 'allowed');
    assert.equal(pinTenant(pinned, context), pinned);
  });

  it('refuses every other tenant, and the same id in another cloud or in a sandbox', () => {
    for (const other of [
      { ...context, tenantId: otherTenantId },
      { ...context, environment: { kind: 'cloud', cloud: 'USGov' } as const },
      { ...context, environment: { kind: 'sandbox', origin: 'http://127.0.0.1:1' } as const },
    ]) {
      assert.equal(caseAllows(pinned, other).kind, 'refused');
    }
  });

  it('without pins refuses all', () => {
    const answer = caseAllows(breach, context);
    assert.equal(answer.kind === 'refused' && answer.why.tenantId, tenantId);
  });

  it('counts 72 hours from the moment of knowing', () => {
    const hour = 3_600_000;
    const start = Date.parse(breach.awareSince);
    assert.deepEqual(caseClock(breach.awareSince, start - 1), { kind: 'ahead', startsAt: start });
    assert.deepEqual(caseClock(breach.awareSince, start + hour), {
      kind: 'running',
      endsAt: start + 72 * hour,
      elapsedMs: hour,
      leftMs: 71 * hour,
    });
    assert.deepEqual(caseClock(breach.awareSince, start + 73 * hour), {
      kind: 'over',
      endsAt: start + 72 * hour,
      elapsedMs: 73 * hour,
      overMs: hour,
    });
  });
});
