import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ConfigurationTarget, TabInputText, TabInputWebview, window, workspace, type Memento, type Tab } from 'vscode';
import { findUnfinishedRuns } from '../actions/unfinishedRuns';
import { isOverForUs } from '../present/acting/exportWords';
import { actionScheme, documentScheme, settings, webviews } from '../present/contract';
import type { LocalData } from '../present/localDataText';
import type { Contexts } from '../signin/contexts';
import type { ActingFiles } from './actionServices';
import type { Cases } from './case/cases';
import { keptLocations } from './plans/secretVault';
import type { TenantSessions } from './tenantSessions';

/** Everything that writes to this machine. */
export interface LocalDataParts {
  readonly cases: Cases;
  readonly contexts: Contexts;
  readonly files: ActingFiles;
  readonly sessions: TenantSessions;
  /** What the editor keeps for the extension, everywhere and in this workspace. */
  readonly kept: { readonly everywhere: Memento; readonly here: Memento };
  /** Where the extension keeps its files. */
  readonly storage: string;
}

/** Other windows may see a removed secret a moment later; until then the marks of its removal stay. */
const settleMs = 1000;
const journalName = 'journal.jsonl';

export async function localDataOf({ cases, contexts, files, sessions }: LocalDataParts): Promise<LocalData> {
  const folders = await findUnfinishedRuns({ directory: files.directory });
  return {
    contexts: contexts.all.length + contexts.lost.length,
    journals: folders.filter(({ folder }) => existsSync(join(folder, journalName))).length,
    unfinishedRuns: folders.reduce((sum, folder) => sum + (folder.kind === 'runs' ? folder.runs.length : 0), 0),
    runningExports: sessions.all.flatMap(({ exports }) => exports).filter((each) => !isOverForUs(each)).length,
    caseFolder: cases.opened?.paths.folder,
  };
}

function isOurs({ input }: Tab): boolean {
  if (input instanceof TabInputWebview) {
    return Object.values(webviews).some((type) => input.viewType.endsWith(type));
  }
  return input instanceof TabInputText && [documentScheme, actionScheme].includes(input.uri.scheme);
}

async function clear(memento: Memento): Promise<void> {
  await Promise.all(memento.keys().map((key) => memento.update(key, undefined)));
}

/** Deletes everything that the extension keeps on this machine. Throws what the file system and the secret store throw. */
export async function deleteEverything({ cases, contexts, files, kept, storage }: LocalDataParts): Promise<void> {
  await window.tabGroups.close(window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(isOurs));
  await cases.close();
  await contexts.forgetAll();
  await Promise.all(keptLocations(kept.everywhere).map((fingerprint) => files.vault.forget(fingerprint)));
  await clear(kept.everywhere);
  await clear(kept.here);
  await workspace.getConfiguration().update(settings.clientIds.id, undefined, ConfigurationTarget.Global);
  await delay(settleMs);
  await rm(storage, { recursive: true, force: true, maxRetries: 3 });
}
