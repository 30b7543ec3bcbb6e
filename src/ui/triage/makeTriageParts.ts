import { Uri, type ExtensionContext } from 'vscode';
import type { Application } from '../case/caseData';
import type { Cases } from '../case/cases';
import { showCaseClock } from '../case/clockStatus';
import type { ErrorDisplay } from '../showError';
import type { TenantSessions } from '../tenantSessions';
import { TablePanels } from './tablePanels';
import { TriagePages } from './triagePages';
import { peopleVerbs, type PeopleVerbs } from './verbs';

/** What triage and cases work with. */
export interface MadeForTriage {
  readonly application: Application;
  readonly keyDirectory: string;
  readonly tables: TablePanels;
  readonly triagePages: TriagePages;
  readonly verbs: PeopleVerbs;
}

/** Makes what triage and cases need, and opens the case again that was open when the window closed. Makes no call. */
export function makeTriageParts(
  { extension, extensionUri, globalStorageUri, subscriptions }: ExtensionContext,
  { cases, sessions, errors }: { readonly cases: Cases; readonly sessions: TenantSessions; readonly errors: ErrorDisplay },
): MadeForTriage {
  const { name, version } = extension.packageJSON as Application;
  const application = { name, version };
  const tables = new TablePanels(Uri.joinPath(extensionUri, 'media'), errors);
  const verbs = peopleVerbs({ cases, application });
  subscriptions.push(cases, tables, showCaseClock(cases));
  void cases.restore().catch((error: unknown) => errors.show(error));
  const keyDirectory = Uri.joinPath(globalStorageUri, 'pseudonyms').fsPath;
  return { application, keyDirectory, tables, triagePages: new TriagePages(sessions, tables, verbs), verbs };
}
