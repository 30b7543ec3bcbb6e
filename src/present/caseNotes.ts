import { t } from '@vscode/l10n';
import type { Case } from '../evidence/case';

/** What the notes of a new case begin with. */
export function caseNotes({ id }: Pick<Case, 'id'>): string {
  return `# ${t('Notes on case {0}', id)}\n\n${t('Times in UTC. Newest at the end.')}\n`;
}
