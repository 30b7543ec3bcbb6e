import {
  commands as editorCommands,
  env,
  Uri,
  ViewColumn,
  window,
  type Disposable,
  type WebviewPanel,
  type WebviewPanelSerializer,
} from 'vscode';
import { commands, webviews } from '../present/contract';
import { tenantPageMessage, tenantPageTitle, type TenantPageMessage } from '../present/tenantPage';
import { tenantPageBody, tenantPageHtml } from '../present/tenantPageHtml';
import { pageFrameOf } from './pageFrameOf';
import { readTenantPage, tenantPageOf } from './tenantPages';
import type { TenantSessions } from './tenantSessions';

const redrawAfterMs = 150;

interface OpenPage {
  readonly tenantId: string;
  readonly panel: WebviewPanel;
}

/** The open tenant pages: one for a tenant, kept up to date, restored after the window was reloaded. */
export class TenantPanels implements WebviewPanelSerializer, Disposable {
  private readonly panels = new Map<string, OpenPage>();
  private readonly listening: Disposable;
  private redrawing: NodeJS.Timeout | undefined;

  constructor(
    private readonly sessions: TenantSessions,
    private readonly media: Uri,
  ) {
    this.listening = sessions.changed(({ what }) => this.redraw(what === 'context'));
  }

  show(tenantId: string): void {
    const open = this.panels.get(tenantId.toLowerCase());
    if (open !== undefined) {
      open.panel.reveal();
      return;
    }
    const options = { enableScripts: true, localResourceRoots: [this.media] };
    this.adopt(tenantId, window.createWebviewPanel(webviews.tenantDetails, tenantId, ViewColumn.Active, options));
  }

  deserializeWebviewPanel(panel: WebviewPanel, state: unknown): Promise<void> {
    const { tenantId } = (state ?? {}) as { readonly tenantId?: unknown };
    if (typeof tenantId === 'string') {
      this.adopt(tenantId, panel);
    } else {
      panel.dispose();
    }
    return Promise.resolve();
  }

  dispose(): void {
    clearTimeout(this.redrawing);
    this.listening.dispose();
  }

  private adopt(tenantId: string, panel: WebviewPanel): void {
    const key = tenantId.toLowerCase();
    this.panels.set(key, { tenantId, panel });
    panel.onDidDispose(() => this.panels.delete(key));
    panel.webview.onDidReceiveMessage((message) => this.answer(tenantId, panel, tenantPageMessage(message)));
    panel.iconPath = { light: Uri.joinPath(this.media, 'tenantLight.svg'), dark: Uri.joinPath(this.media, 'tenantDark.svg') };
    readTenantPage(tenantId, this.sessions.all, undefined);
    const page = tenantPageOf(tenantId, this.sessions.all);
    panel.title = tenantPageTitle(page);
    panel.webview.html = tenantPageHtml(page, pageFrameOf(panel, this.media, 'tenantPage'));
  }

  private async answer(tenantId: string, panel: WebviewPanel, message: TenantPageMessage | undefined): Promise<void> {
    switch (message?.kind) {
      case 'ready':
        await this.draw(tenantId, panel);
        return;
      case 'copy':
        await env.clipboard.writeText(message.text);
        await panel.webview.postMessage({ kind: 'copied' });
        return;
      case 'refresh':
        readTenantPage(tenantId, this.sessions.all, 0);
        return;
      case 'connect':
        await editorCommands.executeCommand(commands.connect);
        return;
      case undefined:
    }
  }

  private redraw(read: boolean): void {
    this.redrawing ??= setTimeout(() => {
      this.redrawing = undefined;
      for (const { tenantId, panel } of this.panels.values()) {
        if (read) {
          readTenantPage(tenantId, this.sessions.all, undefined);
        }
        void this.draw(tenantId, panel);
      }
    }, redrawAfterMs);
  }

  private async draw(tenantId: string, panel: WebviewPanel): Promise<void> {
    const page = tenantPageOf(tenantId, this.sessions.all);
    panel.title = tenantPageTitle(page);
    await panel.webview.postMessage({ kind: 'update', body: tenantPageBody(page).markup });
  }
}
