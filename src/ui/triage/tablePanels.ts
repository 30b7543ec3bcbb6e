import { Uri, ViewColumn, window, type Disposable, type WebviewPanel } from 'vscode';
import { webviews } from '../../present/contract';
import { explain } from '../../present/explain';
import { plainText } from '../../present/plainText';
import { tableMessage, type CellEdit } from '../../present/table/table';
import { tableHtml } from '../../present/table/tableHtml';
import { pageFrameOf } from '../pageFrameOf';
import type { ErrorDisplay } from '../showError';
import { TableModel, type TableFrame } from './tableModel';
import type { TriageList } from './triageList';

const redrawAfterMs = 250;

/** A frame that a panel shows, what tells that it has changed, and what the page remembers to be opened again with. */
export interface ShownTable<List extends TriageList> {
  readonly frame: (again: () => void) => TableFrame<List>;
  readonly changed: (listener: () => void) => { dispose(): unknown };
  readonly state: Readonly<Record<string, string>>;
}

/** What came of an edit: `why` it was not kept, in words. */
interface CellAnswer {
  readonly row: string;
  readonly column: string;
  readonly why?: string;
}

/** The open tables. Each is an editor tab; its rows are asked for as it scrolls. */
export class TablePanels implements Disposable {
  private readonly open = new Set<WebviewPanel>();

  constructor(
    private readonly media: Uri,
    private readonly errors: ErrorDisplay,
  ) {}

  show<List extends TriageList>(table: ShownTable<List>): void {
    const options = { enableScripts: true, localResourceRoots: [this.media], retainContextWhenHidden: true };
    this.adopt(table, window.createWebviewPanel(webviews.triage, '', ViewColumn.Active, options));
  }

  adopt<List extends TriageList>(table: ShownTable<List>, panel: WebviewPanel): void {
    this.open.add(panel);
    let waiting: NodeJS.Timeout | undefined;
    const again = (): void => {
      waiting ??= setTimeout(() => {
        waiting = undefined;
        void model.update();
      }, redrawAfterMs);
    };
    const tell = (): void => {
      void panel.webview.postMessage({ kind: 'state', state: model.state() });
    };
    const frame = table.frame(again);
    const model = new TableModel<List>(frame, tell, (error) => this.errors.show(error));
    const listening = table.changed(again);
    panel.webview.onDidReceiveMessage((received: unknown) => this.take(model, panel, received));
    panel.onDidDispose(() => {
      clearTimeout(waiting);
      listening.dispose();
      model.dispose();
      this.open.delete(panel);
    });
    panel.title = plainText(frame.title, 60);
    panel.iconPath = { light: Uri.joinPath(this.media, 'tenantLight.svg'), dark: Uri.joinPath(this.media, 'tenantDark.svg') };
    panel.webview.html = tableHtml(frame.title, pageFrameOf(panel, this.media, 'table'), JSON.stringify(table.state), this.editorOf(panel));
  }

  private editorOf({ webview }: WebviewPanel): string {
    return webview.asWebviewUri(Uri.joinPath(this.media, 'cellEditor.js')).toString();
  }

  /** Where writing failed the cell says so, and what was typed stays in it. */
  private async keep<List extends TriageList>(model: TableModel<List>, edit: CellEdit): Promise<CellAnswer> {
    const { row, column } = edit;
    try {
      const why = await model.edit(edit);
      return { row, column, ...(why !== undefined && { why }) };
    } catch (error) {
      const { whatHappened, whatNext } = explain(error);
      return { row, column, why: `${whatHappened} ${whatNext}`.trim() };
    }
  }

  dispose(): void {
    for (const panel of this.open) {
      panel.dispose();
    }
  }

  private async take<List extends TriageList>(model: TableModel<List>, { webview }: WebviewPanel, received: unknown): Promise<void> {
    const message = tableMessage(received);
    if (message === undefined) {
      return;
    }
    if (message.kind === 'edit') {
      await webview.postMessage({ kind: 'edited', ...(await this.keep(model, message.edit)) });
      return;
    }
    if (message.kind !== 'rows') {
      await model.take(message);
      return;
    }
    const { revision, start, count } = message;
    const rows = model.rows(revision, start, count);
    if (rows !== undefined) {
      await webview.postMessage({ kind: 'rows', revision, selection: model.selectionNumber, start, rows });
    }
  }
}
