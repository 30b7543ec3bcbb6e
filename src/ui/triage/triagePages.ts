import type { WebviewPanel, WebviewPanelSerializer } from 'vscode';
import type { TenantSessions } from '../tenantSessions';
import { startFrom, startingTable } from './startingTables';
import type { TablePanels } from './tablePanels';

/** Opens triage tables again after the window was reloaded. */
export class TriagePages implements WebviewPanelSerializer {
  constructor(
    private readonly sessions: TenantSessions,
    private readonly tables: TablePanels,
  ) {}

  deserializeWebviewPanel(panel: WebviewPanel, state: unknown): Promise<void> {
    const start = startFrom(state);
    if (start === undefined || this.sessions.all.length === 0) {
      panel.dispose();
    } else {
      this.tables.adopt(startingTable(start, this.sessions), panel);
    }
    return Promise.resolve();
  }
}
