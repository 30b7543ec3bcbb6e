import type { WebviewPanel, WebviewPanelSerializer } from 'vscode';
import type { TenantSessions } from '../tenantSessions';
import { startFrom, startingTable } from './startingTables';
import type { PeopleVerbs } from './verbs';
import type { TablePanels } from './tablePanels';

/** Opens triage tables again after the window was reloaded. */
export class TriagePages implements WebviewPanelSerializer {
  constructor(
    private readonly sessions: TenantSessions,
    private readonly tables: TablePanels,
    private readonly verbs: PeopleVerbs,
  ) {}

  deserializeWebviewPanel(panel: WebviewPanel, state: unknown): Promise<void> {
    const start = startFrom(state);
    if (start === undefined || this.sessions.all.length === 0) {
      panel.dispose();
    } else {
      this.tables.adopt(startingTable(start, this.sessions, this.verbs), panel);
    }
    return Promise.resolve();
  }
}
