import { t } from '@vscode/l10n';
import { commands as editorCommands, env, window, workspace } from 'vscode';
import { commands } from '../../present/contract';
import { contextTitle } from '../../present/places';
import { plainText } from '../../present/plainText';
import { shownProfiles } from '../../present/tree/reading';
import { nodePath } from '../../present/tree/nodes';
import { decodeText } from '../../profiles/decodeText';
import { matchList, type MatchedEntry, type MatchedList } from '../../profiles/matchList';
import { parseList } from '../../profiles/parseList';
import { RowSet } from '../../profiles/rowSet';
import { pickPerson, pickSession } from '../picks';
import type { Command } from '../targets';
import type { TenantSession } from '../tenantSession';
import { InboundList } from '../triage/inboundList';
import { OutboundList } from '../triage/outboundList';
import { sessionSource } from '../triage/sources';
import type { ShownTable } from '../triage/tablePanels';
import type { PeopleList } from '../triage/verbs';
import type { TriageParts } from './startTriage';

/** Finds a person among all of a tenant, and then does something. */
export function findProfiles({ sessions }: TriageParts): Command {
  return async () => {
    const title = t('Find Profiles');
    const session = await pickSession(sessions.choices, title);
    const profile = session && (await pickPerson(session, title));
    if (session === undefined || profile === undefined) {
      return;
    }
    const contextId = session.context.id;
    const id = nodePath(contextId, 'inbound', profile.homeTenantId, profile.userId);
    const node = { kind: 'inboundProfile', id, contextId, profile, fate: undefined };
    const acts = [
      { label: t('Show Profile'), command: commands.showProfile },
      { label: t('Show Tenant Details'), command: commands.showTenantDetails },
      { label: t('Plan Removal…'), command: commands.whatIfRemove },
      { label: t('Plan Export…'), command: commands.whatIfExport },
      { label: t('Copy as JSON'), command: commands.copyJson },
      { label: t('Copy As…'), command: commands.copyAs },
    ];
    const chosen = await window.showQuickPick(acts, { title: plainText(profile.displayName, 60) || title });
    if (chosen !== undefined) {
      await editorCommands.executeCommand(chosen.command, node);
    }
  };
}

async function listText(): Promise<string | undefined> {
  const items = [
    { label: t('From the clipboard'), read: () => env.clipboard.readText() },
    { label: t('From a file…'), read: textOfFile },
  ];
  const placeHolder = t('User principal names, ids, tenant ids or domains');
  return (await window.showQuickPick(items, { title: t('Match a List'), placeHolder }))?.read();
}

async function textOfFile(): Promise<string | undefined> {
  const [file] = (await window.showOpenDialog({ title: t('A list of user principal names, ids or domains') })) ?? [];
  return file === undefined ? undefined : decodeText(await workspace.fs.readFile(file)).text;
}

function entriesText(entries: readonly MatchedEntry[]): readonly string[] {
  return entries.map(({ entry }) => `${plainText(entry.text, 200)}  (${entry.lines.join(', ')})`);
}

async function showRest({ unmatched, ambiguous }: MatchedList): Promise<void> {
  if (unmatched.length + ambiguous.length === 0) {
    return;
  }
  const content = [
    t('Not found in what is loaded: {0}', unmatched.length),
    ...entriesText(unmatched),
    '',
    t('More than one person answers to it: {0}', ambiguous.length),
    ...entriesText(ambiguous),
  ].join('\n');
  await window.showTextDocument(await workspace.openTextDocument({ content }), { preview: true });
}

function listsOf(matched: MatchedList, parts: TriageParts, again: () => void): readonly PeopleList[] {
  return parts.sessions.all.flatMap((session) => {
    const { context } = session;
    const source = sessionSource(session, parts.sessions);
    const inbound = matched.selection(context.id, 'inbound');
    const rows = matched.selection(context.id, 'outbound');
    const [inboundStore, outboundStore] = [source.inbound(), source.outbound()];
    const title = contextTitle(context, session.namesOf(context.tenantId));
    return [
      new InboundList(
        source,
        t('Here, in {0}', title),
        (store) => (store === inboundStore ? inbound : RowSet.of([], store.size)),
        again,
        env.language,
      ),
      new OutboundList(source, t('Ours, of {0}', title), { rows: { has: (row) => source.outbound() === outboundStore && rows.has(row) } }),
    ];
  });
}

function matchedTable(matched: MatchedList, parts: TriageParts): ShownTable<PeopleList> {
  const { list, unmatched, ambiguous } = matched;
  const subtitle = t(
    'Entries: {0}. Found: {1}. Ambiguous: {2}. Not found: {3}.',
    list.entries.length,
    matched.matched.length,
    ambiguous.length,
    unmatched.length,
  );
  return {
    state: {},
    changed: () => ({ dispose: () => undefined }),
    frame: (again) => ({
      title: t('Matched list'),
      subtitle,
      lists: listsOf(matched, parts, again),
      ...parts.verbs,
    }),
  };
}

async function loaded(sessions: readonly TenantSession[]): Promise<void> {
  await Promise.all(sessions.flatMap(({ profiles }) => [profiles.load('inbound'), profiles.load('outbound')]));
}

/** Looks a list from a mail or a SIEM up in both directions of every signed-in tenant. */
export function matchAList(parts: TriageParts): Command {
  return async () => {
    const { sessions, tables } = parts;
    const text = sessions.all.length === 0 ? undefined : await listText();
    if (text === undefined) {
      return;
    }
    await loaded(sessions.all);
    const contexts = sessions.all.map((session) => ({
      contextId: session.context.id,
      inbound: shownProfiles(session.inbound),
      outbound: shownProfiles(session.outbound),
    }));
    const matched = await matchList(await parseList(text), contexts);
    tables.show(matchedTable(matched, parts));
    await showRest(matched);
  };
}
