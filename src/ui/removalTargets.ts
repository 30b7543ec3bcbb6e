import { t } from '@vscode/l10n';
import { window } from 'vscode';
import type { Wanted } from '../actions/createPlan';
import type { ExternalTenantNode, HomeTenantNode, InboundProfileNode, OutboundUserNode, TenantReferenceNode } from '../present/tree/nodes';
import type { Direction } from '../profiles/sharedProfiles';
import { pickPerson, pickSession, pickTenantOfUser, pickUser } from './picks';
import { outboundReference, peopleOfHomeTenant, referencesAtTenant, referencesOfUser } from './plans/whom';
import { targets } from './targets';
import type { TenantSession } from './tenantSession';
import type { TenantSessions } from './tenantSessions';

export interface ChosenRemoval {
  readonly session: TenantSession;
  readonly wanted: Extract<Wanted, { verb: 'remove' }>;
}

type RemovableNode = InboundProfileNode | HomeTenantNode | TenantReferenceNode | OutboundUserNode | ExternalTenantNode;

const removableKinds = ['inboundProfile', 'homeTenant', 'tenantReference', 'outboundUser', 'externalTenant'] as const;

async function wantedOf(session: TenantSession, nodes: readonly RemovableNode[]): Promise<ChosenRemoval['wanted'] | undefined> {
  const people = await Promise.all(nodes.map(async (node) => peopleBelow(session, node)));
  const references = await Promise.all(nodes.map(async (node) => referencesBelow(session, node)));
  const [inbound, outbound] = [people.flat(), references.flat()];
  if (inbound.length > 0 && outbound.length > 0) {
    return undefined;
  }
  return outbound.length > 0
    ? { verb: 'remove', direction: 'outbound', people: distinct(outbound) }
    : { verb: 'remove', direction: 'inbound', people: distinct(inbound) };
}

async function peopleBelow(session: TenantSession, node: RemovableNode): Promise<Extract<Wanted, { direction: 'inbound' }>['people']> {
  switch (node.kind) {
    case 'inboundProfile':
      return [node.profile];
    case 'homeTenant':
      return peopleOfHomeTenant(session, node);
    default:
      return [];
  }
}

async function referencesBelow(session: TenantSession, node: RemovableNode): Promise<Extract<Wanted, { direction: 'outbound' }>['people']> {
  switch (node.kind) {
    case 'tenantReference':
      return [outboundReference(node.userId, node.tenantId)];
    case 'outboundUser':
      return referencesOfUser(session, node);
    case 'externalTenant':
      return referencesAtTenant(session, node);
    default:
      return [];
  }
}

/** Somebody chosen with their organisation, and again by themselves, is chosen once. */
function distinct<T extends object>(chosen: readonly T[]): readonly T[] {
  return [...new Map(chosen.map((each) => [JSON.stringify(each), each])).values()];
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
  const session = await pickSession(sessions.choices, title);
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
    : { session, wanted: { verb: 'remove', direction, people: [outboundReference(userId, tenantId)] } };
}

/** Whose data a removal concerns: the chosen nodes and all below them, of one tenant and one direction, or whom the person picks. */
export async function chooseRemoval(sessions: TenantSessions, node: unknown, selection: unknown): Promise<ChosenRemoval | undefined> {
  const nodes = targets(removableKinds, node, selection);
  const [first] = nodes;
  if (first === undefined) {
    return pickRemoval(sessions);
  }
  const session = sessions.get(first.contextId);
  const sameTenant = nodes.every(({ contextId }) => contextId === first.contextId);
  const wanted = sameTenant && session !== undefined ? await wantedOf(session, nodes) : undefined;
  if (wanted === undefined) {
    void window.showErrorMessage(t('Choose people of one signed-in tenant and one direction.'));
    return undefined;
  }
  return session && { session, wanted };
}
