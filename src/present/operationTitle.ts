import { t } from '@vscode/l10n';
import type { Operation } from '../graph/operation';

/** The title of an operation in the language of the editor. */
export function operationTitle({ title }: Pick<Operation, 'title'>): string {
  return t(title);
}
