import { t } from '@vscode/l10n';
import { env, window, workspace } from 'vscode';
import { findNamesMet } from '../../evidence/takeSnapshot';
import { CancelledError } from '../../graph/errors';
import { columnText } from '../../present/matchedListText';
import { decodeText } from '../../profiles/decodeText';
import { matchList } from '../../profiles/matchList';
import { parseList, type ParsedList } from '../../profiles/parseList';
import type { TenantNames } from '../../profiles/tenantNames';
import { frozenSource, showMatched, type Matched } from '../finding/matchedTable';
import type { Command } from '../targets';
import type { TenantSession } from '../tenantSession';
import type { TenantSessions } from '../tenantSessions';
import { sessionSource } from '../triage/sources';
import { withProgress } from '../withProgress';
import { isConnected, type TriageParts } from './startTriage';
import { numberText } from '../../present/numberText';

async function listText(): Promise<string | undefined> {
  const items = [
    { label: t('From the clipboard'), read: () => env.clipboard.readText() },
    { label: t('From a file…'), read: textOfFile },
  ];
  const placeHolder = t('User principal names, ids, or names, domains and ids of tenants');
  return (await window.showQuickPick(items, { title: t('Match a List'), placeHolder }))?.read();
}

async function textOfFile(): Promise<string | undefined> {
  const [file] = (await window.showOpenDialog({ title: t('A list of user principal names, ids or domains') })) ?? [];
  return file === undefined ? undefined : decodeText(await workspace.fs.readFile(file)).text;
}

/** The columns of a table to choose from, the likeliest first. */
async function askColumn({ columns }: ParsedList): Promise<number | 'lines' | undefined> {
  const items = columns
    .toSorted((one, other) => other.recognised - one.recognised)
    .map((column) => ({ ...columnText(column), column: column.index }));
  const lines = { label: t('Whole lines: this is no table'), column: 'lines' as const };
  const chosen = await window.showQuickPick([...items, lines], { title: t('Match a List'), placeHolder: t('Which column?') });
  return chosen?.column;
}

/** The list as it is to be looked up: of a table one column. Undefined when there is nothing in it, or nothing was chosen. */
async function listOf(text: string): Promise<ParsedList | undefined> {
  const list = await parseList(text);
  const column = list.columns.length < 2 ? list.column : await askColumn(list);
  if (list.columns.length > 1 && column === undefined) {
    return undefined;
  }
  const chosen = column === undefined || column === list.column ? list : await parseList(text, { column });
  if (chosen.entries.length === 0) {
    void window.showWarningMessage(t('There is nothing in it to look up. Lines: {0}.', numberText(chosen.lines)));
    return undefined;
  }
  return chosen;
}

/** Reads what is not read yet, and names: a text of a list may be the name of an organisation. Throws CancelledError. */
async function readAll(sessions: readonly TenantSession[], signal: AbortSignal): Promise<void> {
  await Promise.all(
    sessions.map(async ({ context, profiles }) => {
      await Promise.all([profiles.load('inbound'), profiles.load('outbound')]);
      await findNamesMet({ context, profiles, signal });
    }),
  );
}

/** Names as any of the tenants knows them. */
function namesIn(sessions: readonly TenantSession[]): TenantNames {
  const version = sessions.reduce((sum, { profiles }) => sum + profiles.tenants.version, 0);
  return { version, names: (tenantId) => [...new Set(sessions.flatMap(({ profiles }) => profiles.tenants.names(tenantId)))] };
}

function unlessCancelled(work: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new CancelledError()), { once: true });
    work.then(resolve, reject);
  });
}

async function matchIn(sessions: TenantSessions, list: ParsedList, signal: AbortSignal): Promise<Matched> {
  await unlessCancelled(readAll(sessions.all, signal), signal);
  const sources = sessions.all.map((session) => frozenSource(sessionSource(session, sessions)));
  const contexts = sources.map((source) => ({ contextId: source.id, inbound: source.inbound(), outbound: source.outbound() }));
  return { sources, matched: await matchList(list, contexts, { tenantNames: namesIn(sessions.all), signal }) };
}

/** Looks a list from a mail or a SIEM up in both directions of every signed-in tenant. */
export function matchAList(parts: TriageParts): Command {
  return async () => {
    const text = isConnected(parts) ? await listText() : undefined;
    const list = text === undefined ? undefined : await listOf(text);
    if (list !== undefined) {
      const { sessions } = parts;
      await showMatched(await withProgress(t('Matching the list'), (_report, signal) => matchIn(sessions, list, signal)), parts);
    }
  };
}
