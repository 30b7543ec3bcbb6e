import { t } from '@vscode/l10n';
import { Uri, window, workspace } from 'vscode';
import type { Plan } from '../../actions/plan';
import { readPlan, type UnusablePlan } from '../../actions/planFile';
import { unusablePlanText } from '../../present/acting/unusablePlan';
import type { ActionPages } from './actionPages';

/** The plan that a command was called on: the one of a page or file, of the active editor, or of a file that the person picks. */
export async function choosePlan(target: unknown, pages: ActionPages, title: string): Promise<Plan | undefined> {
  const uri = target instanceof Uri ? target : (activePlanUri(pages) ?? (await pickPlanFile(title)));
  return uri === undefined ? undefined : (pages.planOf(uri) ?? readPlanAt(uri));
}

/** The plan in a file; undefined after saying why it cannot be used. */
export async function readPlanAt(uri: Uri): Promise<Plan | undefined> {
  const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open?.isDirty === true) {
    void window.showErrorMessage(t('The plan has changes that are not saved.'));
    return undefined;
  }
  const text = decoded(await workspace.fs.readFile(uri));
  const read = text === undefined ? unusable({ kind: 'notJson' }) : readPlan(text);
  if (read.kind === 'plan') {
    return read.plan;
  }
  void window.showErrorMessage(unusablePlanText(read.why));
  return undefined;
}

function activePlanUri(pages: ActionPages): Uri | undefined {
  const uri = window.activeTextEditor?.document.uri;
  return uri !== undefined && (pages.planOf(uri) !== undefined || uri.path.endsWith('.plan.json')) ? uri : undefined;
}

/** A plan file that the person picks. */
export async function pickPlanFile(title: string): Promise<Uri | undefined> {
  const chosen = await window.showOpenDialog({ title, canSelectMany: false, filters: { [t('Plans')]: ['json'] } });
  return chosen?.[0];
}

/** The bytes as text, and nothing but these bytes: a byte order mark or a broken sequence is not passed over. */
function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function unusable(why: UnusablePlan): { readonly kind: 'unusable'; readonly why: UnusablePlan } {
  return { kind: 'unusable', why };
}
