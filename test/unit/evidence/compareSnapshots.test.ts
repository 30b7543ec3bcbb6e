import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Comparison } from '../../../src/evidence/compareSnapshots';
import { compareSnapshots } from '../../../src/evidence/compareSnapshots';
import { EvidenceError } from '../../../src/evidence/errors';
import { openSnapshot } from '../../../src/evidence/openSnapshot';
import { verifyEvidence } from '../../../src/evidence/verifyEvidence';
import { writeComparison } from '../../../src/evidence/writeComparison';
import { CancelledError } from '../../../src/graph/errors';
import { comparisonText } from '../../../src/present/comparisonText';
import { temporaryFolder } from '../../support/temporaryFolder';
import type { World } from './world';
import { contoso, context, guid, northwind, vanished, WorldServer } from './world';

const whole = [
  { userId: guid(1), userPrincipalName: 'bob@contoso.com', displayName: 'Bob', homeTenantId: contoso },
  { userId: guid(2), userPrincipalName: 'eve@contoso.com', displayName: 'Eve', homeTenantId: contoso },
  { userId: guid(3), userPrincipalName: 'kim@northwind.example', displayName: 'Kim', homeTenantId: northwind, team: 'a' },
  { userId: guid(1), userPrincipalName: 'same-id@northwind.example', displayName: 'Other', homeTenantId: northwind },
];

const later = [
  { ...whole[0], homeTenantId: contoso.toUpperCase() },
  { ...whole[1], displayName: 'Eve `|` Smith' },
  { ...whole[2], team: 'b' },
  { userId: guid(9), userPrincipalName: 'new@vanished.example', displayName: 'New', homeTenantId: vanished },
  { userId: guid(9), userPrincipalName: 'new@vanished.example', displayName: 'New', homeTenantId: vanished },
];

describe('Comparing snapshots', () => {
  const folder = temporaryFolder();
  const service = new WorldServer();

  beforeEach(() => {
    service.world.inbound = whole;
    service.world.outbound = new Map([
      [guid(101), [{ tenantId: contoso }, { tenantId: northwind }]],
      [guid(102), [{ tenantId: contoso }]],
    ]);
  });

  async function compare(change: (world: World) => void, spoilBefore?: (world: World) => void): Promise<Comparison> {
    const untouched = { ...service.world };
    spoilBefore?.(service.world);
    const { snapshot: before } = await service.snapshot();
    service.world = untouched;
    change(service.world);
    return compareSnapshots(before, (await service.snapshot()).snapshot);
  }

  const changes = (world: World): void => {
    world.inbound = later;
    world.outbound = new Map([
      [guid(101), [{ tenantId: contoso.toUpperCase() }, { tenantId: vanished }]],
      [guid(103), [{ tenantId: contoso }]],
    ]);
  };

  it('finds who appeared, who is gone and who changed, each once, whatever the case of ids', async () => {
    const { before, after, appeared, gone, changed } = await compare(changes);
    assert.deepEqual(
      [...appeared].map((row) => after.inbound.row(row).userPrincipalName),
      ['new@vanished.example'],
    );
    assert.deepEqual(
      [...gone].map((row) => before.inbound.row(row).userPrincipalName),
      ['same-id@northwind.example'],
    );
    assert.deepEqual(
      changed.map(({ after: row }) => after.inbound.row(row).userId),
      [guid(1), guid(2), guid(3)],
    );
  });

  it('finds what changed for our users in other organisations', async () => {
    const { outboundAppeared, outboundGone, outboundUnknown } = await compare(changes);
    assert.deepEqual(outboundAppeared, [
      { userId: guid(101), tenantId: vanished },
      { userId: guid(103), tenantId: contoso },
    ]);
    assert.deepEqual(outboundGone, [
      { userId: guid(101), tenantId: northwind },
      { userId: guid(102), tenantId: contoso },
    ]);
    assert.equal(outboundUnknown, 0);
  });

  it('counts by tenant', async () => {
    const { tenants } = await compare(changes);
    assert.deepEqual(
      tenants.map(({ tenantId, displayName, appeared, gone, changed, outboundAppeared, outboundGone }) => [
        tenantId,
        displayName,
        [appeared, gone, changed, outboundAppeared, outboundGone],
      ]),
      [
        [contoso, 'Contoso, Ltd', [0, 0, 2, 1, 1]],
        [northwind, 'Northwind [x](command:evil)', [0, 1, 1, 0, 1]],
        [vanished, null, [1, 0, 0, 1, 0]],
      ],
    );
  });

  it('of the same world finds nothing', async () => {
    const comparison = await compare(() => undefined);
    const { appeared, gone, changed, outboundAppeared, outboundGone, tenants } = comparison;
    assert.deepEqual(
      [appeared, gone, changed, outboundAppeared, outboundGone, tenants].map(({ length }) => length),
      [0, 0, 0, 0, 0, 0],
    );
    assert.match(comparisonText(comparison), /Nothing differs/);
  });

  it('does not call people gone whom a partial snapshot did not reach', async () => {
    const comparison = await compare((world) => {
      world.refusedPage = 2;
      world.outbound = new Map([[guid(101), 'Forbidden']]);
    });
    assert.deepEqual(comparison.certain, { appeared: true, gone: false, outboundAppeared: true, outboundGone: false });
    assert.equal(comparison.outboundUnknown, 1);
    assert.match(comparisonText(comparison), /gone from here \| 2 \| not certain: the later snapshot is not complete/);
  });

  it('does not call people new whom the earlier snapshot may have missed', async () => {
    const { certain } = await compare(
      () => undefined,
      (world) => {
        world.inbound = [...whole.slice(0, 2), 'not a row'];
      },
    );
    assert.deepEqual([certain.appeared, certain.gone], [false, true]);
  });

  it('is the same from disk', async () => {
    const live = await compare(changes);
    service.world.inbound = whole;
    const { written: first } = await service.snapshot({ folder: folder() });
    changes(service.world);
    const { written: second } = await service.snapshot({ folder: folder() });
    assert.ok(first && second);
    const opened = await compareSnapshots(await openSnapshot(first.folder), await openSnapshot(second.folder));
    assert.deepEqual([[...opened.appeared], [...opened.gone], opened.changed], [[...live.appeared], [...live.gone], live.changed]);
  });

  it('is written as rows, as numbers and in words, and is evidence', async () => {
    const comparison = await compare(changes);
    const { folder: at, markdown } = await writeComparison(folder(), comparison, comparisonText);
    const lines = async (name: string): Promise<readonly unknown[]> =>
      (await readFile(join(at, name), 'utf8'))
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown);
    assert.deepEqual(await lines('appeared.jsonl'), [later[3]]);
    assert.deepEqual(await lines('gone.jsonl'), [whole[3]]);
    assert.deepEqual((await lines('changed.jsonl'))[1], { before: whole[1], after: later[1] });
    assert.deepEqual(await lines('outboundGone.jsonl'), comparison.outboundGone);
    const summary = JSON.parse(await readFile(join(at, 'comparison.json'), 'utf8')) as Record<string, unknown>;
    assert.deepEqual([summary['appeared'], summary['gone'], summary['changed']], [1, 1, 3]);
    assert.match(await readFile(markdown, 'utf8'), /``Eve `\\\|` Smith``/);
    assert.deepEqual((await verifyEvidence(folder())).changed, []);
  });

  it('of two tenants is refused', async () => {
    const { snapshot: one } = await service.snapshot();
    const { snapshot: other } = await service.snapshot({ context: { ...context, tenantId: contoso } });
    await assert.rejects(compareSnapshots(one, other), (error) => error instanceof EvidenceError && error.reason === 'refused');
  });

  it('can be cancelled', async () => {
    service.world.pageSize = 1000;
    service.world.inbound = Array.from({ length: 1000 }, (_, index) => ({ ...whole[0], userId: guid(index) }));
    const { snapshot } = await service.snapshot();
    await assert.rejects(compareSnapshots(snapshot, snapshot, AbortSignal.abort()), CancelledError);
  });
});
