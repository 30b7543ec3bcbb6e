import { t } from '@vscode/l10n';
import { languages, Uri, window, workspace, type TextDocumentContentProvider } from 'vscode';
import type { Plan } from '../../actions/plan';
import { actionScheme, pageLanguage } from '../../present/contract';
import { planText } from '../../present/acting/planText';
import { wrappedProse } from '../../present/wrappedProse';

/** Read-only pages about plans, journals and what was done. They live as long as the window. */
export class ActionPages implements TextDocumentContentProvider {
  private readonly texts = new Map<string, string>();
  private readonly plans = new Map<string, Plan>();

  provideTextDocumentContent(uri: Uri): string {
    return this.texts.get(uri.path) ?? `${t('This page was made in an earlier window. Open it again to see it.')}\n`;
  }

  /** The plan that a page shows. */
  planOf(uri: Uri): Plan | undefined {
    return uri.scheme === actionScheme ? this.plans.get(uri.path) : undefined;
  }

  async showPlan(plan: Plan): Promise<void> {
    const path = `/${plan.sha256.slice(0, 12)}.plan.txt`;
    this.plans.set(path, plan);
    await this.show(path, planText(plan));
  }

  /** Shows a page of its own: what was shown before under this name stays as it was. */
  async showText(name: string, text: string): Promise<void> {
    await this.show(`/${name}-${this.texts.size + 1}.txt`, text);
  }

  private async show(path: string, text: string): Promise<void> {
    const uri = Uri.from({ scheme: actionScheme, path });
    this.texts.set(path, `${wrappedProse(text)}\n`);
    const document = await workspace.openTextDocument(uri);
    await window.showTextDocument(await languages.setTextDocumentLanguage(document, pageLanguage), { preview: false });
  }
}
