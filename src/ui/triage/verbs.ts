import { t } from '@vscode/l10n';
import { commands as editorCommands, env, window } from 'vscode';
import { commands } from '../../present/contract';
import type { KqlSelection } from '../../present/kql';
import type { TableVerb } from '../../present/table/table';
import { nodePath, type InboundProfileNode, type TenantReferenceNode } from '../../present/tree/nodes';
import { facetsOf } from '../../profiles/facets';
import { copyKql, mostCopied } from '../copying';
import { InboundList } from './inboundList';
import { addToRegister, savePeople, type KeepingParts } from './keepPeople';
import type { OutboundList } from './outboundList';
import { numberText } from '../../present/numberText';

export type PeopleList = InboundList | OutboundList;

const mostActedOn = 10_000;

const isInbound = (list: PeopleList): list is InboundList => list instanceof InboundList;

/** What can be done with the selection. A snapshot can be copied from; there is nobody to act on in it. */
function verbsOf(list: PeopleList): readonly TableVerb[] {
  const some = list.selected > 0;
  const canAct = some && list.source.session !== undefined;
  const acts: readonly TableVerb[] = [
    ...(isInbound(list) ? [{ id: 'export', title: t('Plan Export…'), enabled: canAct }] : []),
    { id: 'remove', title: t('Plan Removal…'), enabled: canAct },
  ];
  const keeps: readonly TableVerb[] = isInbound(list) ? [{ id: 'register', title: t('Add to Register'), enabled: some }] : [];
  return [...acts, ...keeps, { id: 'copy', title: t('Copy…'), enabled: some }, { id: 'save', title: t('Save…'), enabled: some }];
}

function nodesOf(list: PeopleList): readonly (InboundProfileNode | TenantReferenceNode)[] {
  const { session } = list.source;
  if (session === undefined) {
    return [];
  }
  const contextId = session.context.id;
  if (!isInbound(list)) {
    return list.selectedReferences().map(({ userId, tenantId }) => ({
      kind: 'tenantReference',
      id: nodePath(contextId, 'outbound', userId, tenantId),
      contextId,
      userId,
      tenantId,
      names: session.namesOf(tenantId),
      under: 'user',
      fate: undefined,
    }));
  }
  const { store } = list;
  return store === undefined
    ? []
    : [...list.selectedRows].map((row) => {
        const profile = store.row(row);
        const id = nodePath(contextId, 'inbound', profile.homeTenantId, profile.userId);
        return { kind: 'inboundProfile', id, contextId, profile, fate: undefined };
      });
}

/** Planning goes the way that every export and removal goes: what if shows it, and nothing is sent. */
async function plan(list: PeopleList, command: string): Promise<void> {
  if (list.selected > mostActedOn) {
    void window.showErrorMessage(t('One plan takes at most {0} people. Select fewer.', numberText(mostActedOn)));
    return;
  }
  const nodes = nodesOf(list);
  await editorCommands.executeCommand(command, nodes[0], nodes);
}

type CopyKind = 'ids' | 'principals' | 'jsonLines';

function textOf(list: PeopleList, kind: CopyKind): string {
  return isInbound(list) ? inboundText(list, kind) : outboundText(list, kind);
}

function inboundText(list: InboundList, kind: CopyKind): string {
  const { store } = list;
  const people = store === undefined ? [] : [...list.selectedRows].map((row) => store.row(row));
  switch (kind) {
    case 'ids':
      return people.map(({ userId }) => userId).join('\n');
    case 'principals':
      return people.map(({ userPrincipalName }) => userPrincipalName).join('\n');
    case 'jsonLines':
      return store === undefined ? '' : [...list.selectedRows].map((row) => JSON.stringify(store.raw(row))).join('\n');
  }
}

function outboundText(list: OutboundList, kind: CopyKind): string {
  const references = list.selectedReferences();
  switch (kind) {
    case 'ids':
    case 'principals':
      return [...new Set(references.map(({ userId }) => userId))].join('\n');
    case 'jsonLines':
      return references.map((reference) => JSON.stringify(reference)).join('\n');
  }
}

function askedPeople(list: PeopleList): KqlSelection {
  if (!isInbound(list)) {
    return { direction: 'outbound', tenants: [], people: list.selectedReferences() };
  }
  const { store } = list;
  const people = store === undefined ? [] : [...list.selectedRows].map((row) => store.row(row));
  const asked = people.map(({ userId, homeTenantId }) => ({ userId, tenantId: homeTenantId }));
  return { direction: 'inbound', tenants: [], people: asked };
}

/** The organisations of the selected rows, each as a whole: who is not selected is asked for too. */
async function askedTenants(list: PeopleList): Promise<KqlSelection> {
  if (!isInbound(list)) {
    const tenants = new Set(list.selectedReferences().map(({ tenantId }) => tenantId));
    return { direction: 'outbound', tenants: [...tenants], people: [] };
  }
  const homeTenants = list.store === undefined ? [] : (await facetsOf(list.store, list.selectedRows)).homeTenants;
  return { direction: 'inbound', tenants: homeTenants.map(({ tenantId }) => tenantId), people: [] };
}

async function copy(list: PeopleList): Promise<void> {
  const kinds: readonly { readonly label: string; readonly as: CopyKind | 'kql' | 'kqlOfTenants' | 'calls' }[] = [
    { label: t('User ids'), as: 'ids' },
    ...(isInbound(list) ? [{ label: t('User principal names'), as: 'principals' } as const] : []),
    { label: t('JSON lines'), as: 'jsonLines' },
    { label: t('KQL for Sentinel and Log Analytics'), as: 'kql' },
    { label: t('KQL for the whole organisations of these rows'), as: 'kqlOfTenants' },
    ...(list.source.session === undefined ? [] : [{ label: t('Calls: Graph PowerShell, cURL and others…'), as: 'calls' } as const]),
  ];
  const chosen = await window.showQuickPick(kinds, { title: t('Copy'), placeHolder: t('{0} rows as…', numberText(list.selected)) });
  if (chosen?.as === 'kqlOfTenants') {
    await copyKql([await askedTenants(list)]);
  } else if (chosen !== undefined && list.selected > mostCopied) {
    void window.showErrorMessage(t('The clipboard takes at most {0} rows. Select fewer.', numberText(mostCopied)));
  } else if (chosen !== undefined) {
    await copyRows(list, chosen.as);
  }
}

async function copyRows(list: PeopleList, as: CopyKind | 'kql' | 'calls'): Promise<void> {
  switch (as) {
    case 'calls': {
      const nodes = nodesOf(list);
      await editorCommands.executeCommand(commands.copyAs, nodes[0], nodes);
      return;
    }
    case 'kql':
      return copyKql([askedPeople(list)]);
    default:
      await env.clipboard.writeText(textOf(list, as));
  }
}

/** What can be done with the selection of a table of people. */
export interface PeopleVerbs {
  readonly verbs: (list: PeopleList) => readonly TableVerb[];
  readonly run: (verb: string, list: PeopleList) => Promise<void>;
  readonly open: (list: PeopleList, position: number) => Promise<void>;
}

export function peopleVerbs(keeping: KeepingParts): PeopleVerbs {
  const run = async (verb: string, list: PeopleList): Promise<void> => {
    if (!verbsOf(list).some(({ id, enabled }) => id === verb && enabled)) {
      return;
    }
    switch (verb) {
      case 'export':
        return plan(list, commands.whatIfExport);
      case 'remove':
        return plan(list, commands.whatIfRemove);
      case 'register':
        return isInbound(list) ? addToRegister(list, keeping) : undefined;
      case 'save':
        return savePeople(list, keeping);
      default:
        return copy(list);
    }
  };
  return { verbs: verbsOf, run, open: openRow };
}

/** Opens the row at a place: the person, or the organisation that holds our user's data. */
async function openRow(list: PeopleList, position: number): Promise<void> {
  const { session } = list.source;
  if (session === undefined) {
    return;
  }
  const contextId = session.context.id;
  if (!isInbound(list)) {
    const reference = list.referenceAt(position);
    const node = reference && {
      kind: 'externalTenant',
      id: nodePath(contextId, reference.tenantId),
      contextId,
      tenantId: reference.tenantId,
    };
    await editorCommands.executeCommand(commands.showTenantDetails, node);
    return;
  }
  const row = list.rowAt(position);
  const profile = row === undefined ? undefined : list.store?.row(row);
  if (profile !== undefined) {
    const id = nodePath(contextId, 'inbound', profile.homeTenantId, profile.userId);
    await editorCommands.executeCommand(commands.showProfile, { kind: 'inboundProfile', id, contextId, profile, fate: undefined });
  }
}
