import { EventEmitter, type Disposable, type Event, type Memento } from 'vscode';
import { nobodyProtected, type ProtectedPeople } from '../../actions/protectedPeople';
import { caseAllows, pinTenant, type Case } from '../../evidence/case';
import { createCase, openCase, saveCase, type OpenedCase } from '../../evidence/caseFolder';
import { EvidenceError } from '../../evidence/errors';
import { readLegalHold } from '../../evidence/legalHold';
import { caseNotes } from '../../present/caseNotes';
import type { Permit } from '../../graph/tokenSource';
import type { Context } from '../../signin/context';

const folderKey = 'caseFolder';

/** The case that is open in this window, when there is one. */
export class Cases implements Disposable {
  readonly changed: Event<OpenedCase | undefined>;
  private readonly emitter = new EventEmitter<OpenedCase | undefined>();
  private current: OpenedCase | undefined;

  constructor(private readonly state: Memento) {
    this.changed = this.emitter.event;
  }

  get opened(): OpenedCase | undefined {
    return this.current;
  }

  /** Opens the case that was open when the window closed. Throws EvidenceError. */
  async restore(): Promise<void> {
    const folder = this.state.get<string>(folderKey);
    if (folder !== undefined) {
      await this.open(folder);
    }
  }

  /** Throws EvidenceError. */
  async open(folder: string): Promise<OpenedCase> {
    return this.show(await openCase(folder));
  }

  /** Throws EvidenceError. */
  async create(folder: string, value: Case): Promise<OpenedCase> {
    return this.show(await createCase(folder, value, caseNotes(value)));
  }

  /** Adds the tenant of a context to the case that is open. Throws EvidenceError. */
  async pin(context: Context): Promise<void> {
    if (this.current !== undefined) {
      await this.show(await saveCase(this.current, pinTenant(this.current.case, context)));
    }
  }

  async close(): Promise<void> {
    await this.state.update(folderKey, undefined);
    this.current = undefined;
    this.emitter.fire(undefined);
  }

  allows(context: Context): boolean {
    return this.current === undefined || caseAllows(this.current.case, context).kind === 'allowed';
  }

  /** Throws EvidenceError when the case that is open is about other tenants. */
  readonly mayAct = (context: Context): void => {
    const answer = this.current === undefined ? undefined : caseAllows(this.current.case, context);
    if (answer?.kind === 'refused') {
      throw new EvidenceError(answer.why, 'refused');
    }
  };

  /** Whom the legal hold of the case that is open protects. Throws EvidenceError. */
  readonly heldByCase = async (): Promise<ProtectedPeople> =>
    this.current === undefined ? nobodyProtected : readLegalHold(this.current.paths);

  /** Asked before every call that exports or removes. */
  readonly permitOf =
    (context: Context): Permit =>
    ({ effect }) => {
      if (effect !== 'read') {
        this.mayAct(context);
      }
    };

  dispose(): void {
    this.emitter.dispose();
  }

  private async show(opened: OpenedCase): Promise<OpenedCase> {
    await this.state.update(folderKey, opened.paths.folder);
    this.current = opened;
    this.emitter.fire(opened);
    return opened;
  }
}
