import { t } from '@vscode/l10n';
import { window } from 'vscode';
import type { InboundSharedUserProfile } from '../graph/resources';
import { personName } from '../present/personName';
import { contextTitle, identityTitle } from '../present/places';
import { endOfId, pickText } from '../present/plainText';
import { inboundReading, outboundReading, shownProfiles } from '../present/tree/reading';
import { tenantTitle } from '../present/tree/tenantTitle';
import { findInboundProfiles, findOutboundProfiles } from '../profiles/findProfiles';
import { pickFound, type Choice, type Found } from './pickFound';
import type { TenantSession } from './tenantSession';

const shownAtOnce = 200;
const nothing = { choices: [], total: 0 };

/** One of the signed-in tenants; the only one without asking. */
export async function pickSession(sessions: readonly TenantSession[], title: string): Promise<TenantSession | undefined> {
  if (sessions.length < 2) {
    return sessions[0];
  }
  const items = sessions.map((session) => ({
    label: pickText(contextTitle(session.context, session.namesOf(session.context.tenantId))),
    description: pickText(identityTitle(session.context)),
    detail: pickText(session.context.tenantId),
    session,
  }));
  const chosen = await window.showQuickPick(items, { title, placeHolder: t('In which tenant?') });
  return chosen?.session;
}

function remarksOf(reading: ReturnType<typeof inboundReading>): readonly string[] {
  switch (reading.kind) {
    case 'reading':
      return [t('still reading…')];
    case 'partial':
    case 'failed':
      return [reading.explanation.whatHappened];
    case 'idle':
    case 'complete':
      return [];
  }
}

function personChoice(session: TenantSession, profile: InboundSharedUserProfile): Choice<InboundSharedUserProfile> {
  const home = tenantTitle(profile.homeTenantId, session.namesOf(profile.homeTenantId));
  return {
    label: pickText(personName(profile)),
    description: pickText(profile.userPrincipalName),
    detail: `${pickText(home)} · ${t('id ends in {0}', endOfId(profile.userId))}`,
    value: profile,
  };
}

async function findPeople(session: TenantSession, query: string, signal: AbortSignal): Promise<Found<InboundSharedUserProfile>> {
  const profiles = shownProfiles(session.inbound);
  const remarks = remarksOf(inboundReading(session.inbound, session.circumstances));
  if (profiles === undefined) {
    return { ...nothing, remarks };
  }
  const { rows } = await findInboundProfiles(profiles, query, { tenantNames: session.profiles.tenants, signal });
  const choices = [...rows.window(0, shownAtOnce)].map((row) => personChoice(session, profiles.row(row)));
  return { choices, total: rows.length, remarks };
}

/** A person of another organisation, out of all of them. */
export function pickPerson(session: TenantSession, title: string): Promise<InboundSharedUserProfile | undefined> {
  void session.profiles.load('inbound');
  return pickFound({
    title,
    placeholder: t('Name, user principal name, tenant or id'),
    find: (query, signal) => findPeople(session, query, signal),
    changed: (again) => session.profiles.changed(again),
  });
}

async function findUsers(session: TenantSession, query: string, signal: AbortSignal): Promise<Found<string>> {
  const profiles = shownProfiles(session.outbound);
  const remarks = remarksOf(outboundReading(session.outbound, session.circumstances));
  if (profiles === undefined) {
    return { ...nothing, remarks };
  }
  const { rows } = await findOutboundProfiles(profiles, query, { tenantNames: session.profiles.tenants, signal });
  const choices = [...rows.window(0, shownAtOnce)].map((row) => {
    const { userId, tenants } = profiles.row(row);
    const known = tenants.kind === 'pending' ? '' : t('tenants: {0}', tenants.tenantIds.length);
    return { label: pickText(userId), description: known, value: userId };
  });
  return { choices, total: rows.length, remarks };
}

/** One of our users with data in other organisations, out of all of them. */
export function pickUser(session: TenantSession, title: string): Promise<string | undefined> {
  void session.profiles.load('outbound');
  return pickFound({
    title,
    placeholder: t('User id, or a tenant that holds their data'),
    find: (query, signal) => findUsers(session, query, signal),
    changed: (again) => session.profiles.changed(again),
  });
}

/** One of the tenants that hold one user's data. */
export async function pickTenantOfUser(session: TenantSession, userId: string, title: string): Promise<string | undefined> {
  const profiles = shownProfiles(session.outbound);
  const [row] = profiles?.rowsOfUserId(userId) ?? [];
  const tenants = profiles === undefined || row === undefined ? undefined : profiles.row(row).tenants;
  const tenantIds = tenants === undefined || tenants.kind === 'pending' ? [] : tenants.tenantIds;
  const items = tenantIds.map((tenantId) => ({
    label: pickText(tenantTitle(tenantId, session.namesOf(tenantId))),
    description: pickText(tenantId),
    tenantId,
  }));
  const chosen = await window.showQuickPick(items, { title, placeHolder: t('In which organisation?'), matchOnDescription: true });
  return chosen?.tenantId;
}
