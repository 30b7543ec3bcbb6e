import { t } from '@vscode/l10n';
import type { OpenedSnapshot, SnapshotDamage } from '../../evidence/openSnapshot';
import { snapshotFiles, type Snapshot } from '../../evidence/snapshot';
import { contextTitle } from '../../present/places';
import { readingRemarks, snapshotRemarks } from '../../present/table/sourceWords';
import { inboundReading, outboundReading, shownProfiles } from '../../present/tree/reading';
import { tenantTitle } from '../../present/tree/tenantTitle';
import { lineProblemText } from '../../present/explainEvidence';
import { utcText } from '../../present/utcText';
import type { InboundProfiles } from '../../profiles/inboundProfiles';
import type { OutboundProfiles } from '../../profiles/outboundProfiles';
import type { TenantSession } from '../tenantSession';
import type { TenantSessions } from '../tenantSessions';
import type { TriageSource } from './triageSource';

/** A signed-in tenant as a source, as long as it is signed in. */
export function sessionSource(session: TenantSession, sessions: TenantSessions): TriageSource {
  const { context, profiles } = session;
  const inbound = (): InboundProfiles | undefined => shownProfiles(session.inbound);
  const outbound = (): OutboundProfiles | undefined => shownProfiles(session.outbound);
  return {
    id: context.id,
    title: contextTitle(context, session.namesOf(context.tenantId)),
    tenantId: context.tenantId,
    session,
    snapshot: undefined,
    tenants: profiles.tenants,
    inbound,
    outbound,
    namesOf: (tenantId) => session.namesOf(tenantId),
    isReading: (direction) => session[direction].kind === 'loading',
    remarks: (direction) =>
      direction === 'inbound'
        ? readingRemarks(inboundReading(session.inbound, session.circumstances), shownProfiles(session.inbound)?.unreadable.length ?? 0)
        : readingRemarks(outboundReading(session.outbound, session.circumstances), shownProfiles(session.outbound)?.unreadable.length ?? 0),
    load: (direction) => {
      void profiles.load(direction).then(() => session.askNames(tenantsMetIn({ inbound, outbound })));
    },
    changed: (listener) =>
      sessions.changed(({ contextId }) => {
        if (contextId === context.id) {
          listener();
        }
      }),
  };
}

/** The other organisations that a source names, in both directions. */
export function tenantsMetIn({ inbound, outbound }: Pick<TriageSource, 'inbound' | 'outbound'>): readonly string[] {
  return [...(inbound()?.homeTenants() ?? []), ...(outbound()?.tenants() ?? [])].map(({ tenantId }) => tenantId);
}

function damageText({ file, line, reason }: SnapshotDamage): string {
  const what = lineProblemText(reason);
  return line === undefined ? t('{0}: {1}', file, what) : t('{0}, line {1}: {2}', file, line, what);
}

/** A snapshot that was opened as a source: nothing changes, nothing is asked. */
export function snapshotSource(opened: Snapshot & Pick<OpenedSnapshot, 'folder' | 'damage'>): TriageSource {
  const { record, tenants } = opened;
  const { context } = record;
  const damageOf = (file: string): readonly string[] => opened.damage.filter((each) => each.file === file).map(damageText);
  return {
    id: `${opened.folder} ${context.tenantId}`,
    title: t('{0} on {1}', tenantTitle(context.tenantId, { ...context, federationBrandName: null }), utcText(record.startedAt)),
    tenantId: context.tenantId,
    session: undefined,
    snapshot: opened,
    tenants,
    inbound: () => opened.inbound,
    outbound: () => opened.outbound,
    namesOf: (tenantId) => tenants.known(tenantId)?.information,
    isReading: () => false,
    remarks: (direction) =>
      direction === 'inbound'
        ? snapshotRemarks(record, record.inbound, damageOf(snapshotFiles.inbound))
        : snapshotRemarks(record, record.outbound.users, damageOf(snapshotFiles.outbound)),
    load: () => undefined,
    changed: () => ({ dispose: () => undefined }),
  };
}
