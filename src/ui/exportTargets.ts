import { t } from '@vscode/l10n';
import { window } from 'vscode';
import type { InboundSharedUserProfile } from '../graph/resources';
import { pickPerson, pickSession } from './picks';
import { peopleOfHomeTenant } from './plans/whom';
import { targets } from './targets';
import type { TenantSession } from './tenantSession';
import type { TenantSessions } from './tenantSessions';

export interface ChosenExport {
  readonly session: TenantSession;
  readonly people: readonly InboundSharedUserProfile[];
}

/** Whose data an export concerns: the chosen people and everybody of chosen home tenants, of one tenant, or whom the person picks. */
export async function chooseExport(sessions: TenantSessions, node: unknown, selection: unknown): Promise<ChosenExport | undefined> {
  const nodes = targets(['inboundProfile', 'homeTenant'], node, selection);
  const [first] = nodes;
  if (first === undefined) {
    const title = t('Export Personal Data');
    const session = await pickSession(sessions.choices, title);
    const person = session && (await pickPerson(session, title));
    return session && person && { session, people: [person] };
  }
  const session = sessions.get(first.contextId);
  if (nodes.some(({ contextId }) => contextId !== first.contextId)) {
    void window.showErrorMessage(t('Choose people of one signed-in tenant.'));
    return undefined;
  }
  return session && { session, people: await peopleBelow(session, nodes) };
}

async function peopleBelow(
  session: TenantSession,
  nodes: ReturnType<typeof targets<'inboundProfile' | 'homeTenant'>>,
): Promise<ChosenExport['people']> {
  const people = await Promise.all(
    nodes.map(async (node) => (node.kind === 'inboundProfile' ? [node.profile] : peopleOfHomeTenant(session, node))),
  );
  return [...new Map(people.flat().map((person) => [`${person.homeTenantId}/${person.userId}`, person])).values()];
}
