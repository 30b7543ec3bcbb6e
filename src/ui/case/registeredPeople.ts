import { t } from '@vscode/l10n';
import { env } from 'vscode';
import type { RegisterRow } from '../../evidence/register';
import { SnapshotTenants } from '../../evidence/snapshotTenants';
import { readAffectedPeople } from '../../evidence/writeRegister';
import type { TenantInformation } from '../../graph/resources';
import { tenantTitle } from '../../present/tree/tenantTitle';
import type { InboundProfiles } from '../../profiles/inboundProfiles';
import { InboundProfilesBuilder } from '../../profiles/inboundProfilesBuilder';
import { rowSetOf } from '../triage/rowOrder';
import { RowSet } from '../../profiles/rowSet';
import { InboundList } from '../triage/inboundList';
import type { ShownTable } from '../triage/tablePanels';
import type { TriageSource } from '../triage/triageSource';
import type { PeopleList } from '../triage/verbs';
import type { EvidenceParts } from './evidenceParts';
import { numberText } from '../../present/numberText';

function informationOf({ tenantId, displayName, defaultDomainName, federationBrandName }: RegisterRow): TenantInformation {
  return { tenantId, displayName, defaultDomainName, federationBrandName };
}

function namesIn(rows: readonly RegisterRow[]): SnapshotTenants {
  const byId = new Map(rows.map((row) => [row.tenantId, row]));
  return SnapshotTenants.from([...byId.keys()], (tenantId) => {
    const row = byId.get(tenantId);
    return row?.naming === 'known' ? { kind: 'known', information: informationOf(row), raw: {}, readAt: Number.NaN } : { kind: 'notAsked' };
  });
}

/** The people of a register as a source: nothing is asked. Where its tenant is signed in to, exports and removals can be planned. */
function sourceOf(
  people: InboundProfiles,
  rows: readonly RegisterRow[],
  tenantId: string,
  { cases, sessions }: EvidenceParts,
): TriageSource {
  const tenants = namesIn(rows);
  return {
    id: `register ${tenantId}`,
    title: t('People in the register'),
    tenantId,
    get session() {
      return sessions.all.find(({ context }) => context.tenantId === tenantId && cases.allows(context));
    },
    snapshot: undefined,
    tenants,
    inbound: () => people,
    outbound: () => undefined,
    namesOf: (id) => tenants.known(id)?.information,
    isReading: () => false,
    remarks: () => [
      {
        kind: 'note',
        text: t('As the register names them: whoever was found affected, also when they are gone from the directory since.'),
      },
    ],
    load: () => undefined,
    changed: (listener) => sessions.changed(listener),
  };
}

function titleOf(rows: readonly RegisterRow[]): string {
  const [first] = rows;
  return rows.length === 1 && first !== undefined
    ? t('In the register: {0}', tenantTitle(first.tenantId, first.naming === 'known' ? informationOf(first) : undefined))
    : t('In the register: {0} organisations', numberText(rows.length));
}

/** The named people of some organisations of a register, as a table. Throws EvidenceError. */
export async function registeredPeople(
  folder: string,
  rows: readonly RegisterRow[],
  tenantId: string,
  parts: EvidenceParts,
): Promise<ShownTable<PeopleList>> {
  const people = (await readAffectedPeople(folder)) ?? new InboundProfilesBuilder().profiles;
  const source = sourceOf(people, rows, tenantId, parts);
  const theirs = (store: InboundProfiles): RowSet =>
    rows.reduce((sum, row) => sum.or(rowSetOf(store.rowsOfHomeTenant(row.tenantId), store.size)), RowSet.of([], store.size));
  const { verbs } = parts;
  return {
    state: {},
    changed: source.changed,
    frame: (again) => ({
      ...verbs,
      title: titleOf(rows),
      subtitle: t('The people of these organisations who are in the register of the case.'),
      lists: [new InboundList(source, source.title, theirs, again, env.language)],
      verbs: (list) => verbs.verbs(list).filter(({ id }) => id !== 'register'),
    }),
  };
}
