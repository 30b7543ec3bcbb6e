import { t } from '@vscode/l10n';
import type { OpenedCase } from '../../evidence/caseFolder';
import type { RegisterRow } from '../../evidence/register';
import { editableFields, editedRow, type EditedRow } from '../../evidence/registerEdit';
import { readRegister, type Register } from '../../evidence/registerFile';
import { changeRegister, refreshContacts } from '../../evidence/writeRegister';
import { editRefusalText } from '../../present/registerText';
import type { CellEdit, TableRemark } from '../../present/table/table';
import { utcText } from '../../present/utcText';
import { contactsFileOf } from './caseData';
import { RegisterList } from './registerList';

function remarksOf({ completeness, unreadable, snapshotAt }: Register): readonly TableRemark[] {
  return [
    { kind: 'note', text: t('Made from what was read on {0}.', utcText(snapshotAt)) },
    ...(completeness === 'partial'
      ? [{ kind: 'warning', text: t('Not complete: there may be more people and organisations.') } as const]
      : []),
    ...(unreadable > 0
      ? [{ kind: 'warning', text: t('Rows that could not be read: {0}. Whom they concern is not known.', unreadable) } as const]
      : []),
  ];
}

/** The register of one tenant in a case. What is typed is kept at once, in the rows as they are on disk then. */
export class RegisterPage {
  readonly list: RegisterList;

  constructor(
    private readonly opened: OpenedCase,
    readonly folder: string,
    private register: Register,
  ) {
    this.list = new RegisterList(register.rows, remarksOf(register));
  }

  async changeSelected(change: (row: RegisterRow) => RegisterRow): Promise<void> {
    const selected = new Set(this.list.selectedEntries.map(({ tenantId }) => tenantId));
    await this.change((row) => (selected.has(row.tenantId) ? change(row) : row));
  }

  /** Gives why it is not kept, in words. Throws EvidenceError. */
  async edit({ row: tenantId, column, value, detail }: CellEdit): Promise<string | undefined> {
    const field = editableFields.find((each) => each === column);
    if (field === undefined) {
      return t('This cell cannot be changed.');
    }
    const now = new Date();
    const edited = (row: RegisterRow): EditedRow => editedRow(row, { field, value, ...(detail !== undefined && { reason: detail }) }, now);
    const known = this.register.rows.find((row) => row.tenantId === tenantId);
    const checked = known && edited(known);
    if (checked?.kind !== 'row') {
      return checked === undefined ? t('This organisation is not in the register any more.') : editRefusalText(checked.refusal);
    }
    await this.change((row) => {
      const onDisk = row.tenantId === tenantId ? edited(row) : undefined;
      return onDisk?.kind === 'row' ? onDisk.row : row;
    });
    if (field === 'contact' && value.trim() === '') {
      await this.takeContacts();
    }
    return undefined;
  }

  /** Takes what the contact file says now. Throws EvidenceError. */
  async takeContacts(): Promise<void> {
    const file = await contactsFileOf(this.opened);
    if (file !== undefined) {
      this.take(await refreshContacts(this.opened.paths.folder, this.folder, file));
    }
  }

  /** Reads it again: another page, command or window may have changed it. Throws EvidenceError. */
  async read(): Promise<void> {
    const register = await readRegister(this.folder);
    if (register !== undefined) {
      this.take(register);
    }
  }

  private async change(change: (row: RegisterRow) => RegisterRow): Promise<void> {
    this.take(await changeRegister(this.opened.paths.folder, this.folder, change));
  }

  private take(register: Register): void {
    this.register = register;
    this.list.take(register.rows, remarksOf(register));
  }
}
