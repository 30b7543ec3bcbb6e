import { t } from '@vscode/l10n';
import { csvCell } from '../evidence/csvCell';
import type { RegisterRow } from '../evidence/register';
import { visibleText } from './plainText';

const heading = ['tenantId', 'organisation', 'domain', 'name', 'email', 'phone', 'note'];

function lineFor({ tenantId, displayName, defaultDomainName, domains }: RegisterRow): string {
  const cells = [tenantId, displayName ?? '', defaultDomainName ?? domains[0] ?? '', '', '', '', ''];
  return `# ${cells.map((cell) => csvCell(visibleText(cell))).join(',')}`;
}

/**
 * A contact file to start from: it explains itself, and offers a line for every organisation of a register that has no contact. It names
 * nobody: whom to tell only the person knows.
 */
export function contactsStarter(rows: readonly RegisterRow[]): string {
  const explained = [
    t('Whom to tell, a contact in a line. Lines that begin with # are not read.'),
    t('tenantId or domain says whose contact it is; of name, email and phone one is needed; organisation and note are for you.'),
    t('For example, with what you know in the place of the words in brackets:'),
    heading.map((name) => `(${name})`).join(','),
    ...(rows.length > 0 ? [t('Organisations of the register without a contact: take the # away and write whom to tell.')] : []),
  ];
  return [...explained.map((line) => `# ${line}`), heading.join(','), ...rows.map(lineFor), ''].join('\n');
}
