import { t } from '@vscode/l10n';
import { commands as editorCommands } from 'vscode';
import { views } from '../../present/contract';
import { actOnFound } from '../finding/actOnFound';
import { pickEverywhere } from '../finding/pickEverywhere';
import type { Command } from '../targets';
import { startingTable } from '../triage/startingTables';
import { isConnected, type TriageParts } from './startTriage';

export interface FindParts extends TriageParts {
  readonly filter: { set(query: string): Promise<void> };
}

/** Finds among everyone in both directions of every signed-in tenant, and then does something with what was found. */
export function findProfiles(parts: FindParts): Command {
  return async () => {
    const { sessions, tables, verbs } = parts;
    const found = isConnected(parts) ? await pickEverywhere(sessions, t('Find Profiles')) : undefined;
    switch (found?.kind) {
      case undefined:
        return;
      case 'inbound':
      case 'outbound':
        return actOnFound(sessions, found);
      case 'table':
        tables.show(startingTable({ kind: 'find', query: found.query }, sessions, verbs));
        return;
      case 'tree':
        await parts.filter.set(found.query);
        await editorCommands.executeCommand(`${views.profiles}.focus`);
    }
  };
}

/** The tree shows everything again. */
export function clearFilter({ filter }: FindParts): Command {
  return () => filter.set('');
}
