import { t } from '@vscode/l10n';
import { window } from 'vscode';
import type { Wanted } from '../actions/createPlan';
import type { InboundProfileNode, TenantReferenceNode } from '../present/tree/nodes';
import type { Direction } from '../profiles/sharedProfiles';
import { pickPerson, pickSession, pickTenantOfUser, pickUser } from './picks';
import { targets } from './targets';
import type { TenantSession } from './tenantSession';
import type { TenantSessions } from './tenantSessions';

export interface ChosenRemoval {
  readonly session: TenantSession;
  readonly wanted: Extract<Wanted, { verb: 'remove' }>;
}

const outbound = (userId: string, tenantId: string) => ({ userId, tenantId, userPrincipalName: null, displayName: null });

function wantedOf(nodes: readonly (InboundProfileNode | TenantReferenceNode)[]): ChosenRemoval['wanted'] | undefined {
  const people = nodes.flatMap((node) => (node.kind === 'inboundProfile' ? [node.profile] : []));
  const references = nodes.flatMap((node) => (node.kind === 'tenantReference' ? [outbound(node.userId, node.tenantId)] : []));
  if (people.length > 0 && references.length > 0) {
    return undefined;
  }
  return references.length > 0
    ? { verb: 'remove', direction: 'outbound', people: references }
    : { verb: 'remove', direction: 'inbound', people };
}

async function pickDirection(title: string): Promise<Direction | undefined> {
  const items = [
    { label: t('Inbound'), description: t('what we hold about a person of another organisation'), direction: 'inbound' as const },
    { label: t('Outbound'), description: t('what another organisation holds about our user'), direction: 'outbound' as const },
  ];
  return (await window.showQuickPick(items, { title, placeHolder: t('Whose data, and where?') }))?.direction;
}

async function pickRemoval(sessions: TenantSessions): Promise<ChosenRemoval | undefined> {
  const title = t('Remove Personal Data');
  const session = await pickSession(sessions.all, title);
  const direction = session && (await pickDirection(title));
  if (session === undefined || direction === undefined) {
    return undefined;
  }
  if (direction === 'inbound') {
    const person = await pickPerson(session, title);
    return person && { session, wanted: { verb: 'remove', direction, people: [person] } };
  }
  const userId = await pickUser(session, title);
  const tenantId = userId === undefined ? undefined : await pickTenantOfUser(session, userId, title);
  return userId === undefined || tenantId === undefined
    ? undefined
    : { session, wanted: { verb: 'remove', direction, people: [outbound(userId, tenantId)] } };
}

/** Whose data a removal concerns: the chosen nodes, of one tenant and one direction, or whom the person picks. */
export async function chooseRemoval(sessions: TenantSessions, node: unknown, selection: unknown): Promise<ChosenRemoval | undefined> {
  const nodes = targets(['inboundProfile', 'tenantReference'], node, selection);
  const [first] = nodes;
  if (first === undefined) {
    return pickRemoval(sessions);
  }
  const session = sessions.get(first.contextId);
  const wanted = wantedOf(nodes);
  if (wanted === undefined || nodes.some(({ contextId }) => contextId !== first.contextId)) {
    void window.showErrorMessage(t('Choose people of one signed-in tenant and one direction.'));
    return undefined;
  }
  return session && { session, wanted };
}
