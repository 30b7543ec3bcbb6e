import type { Disposable } from 'vscode';
import { watchExports, type ExportWatch, type FollowedExport } from '../../actions/exportWatch';
import { isOverForUs } from '../../present/acting/exportWords';
import { readingServices, type ActingFiles } from '../actionServices';
import type { ErrorDisplay } from '../showError';
import type { TenantSession } from '../tenantSession';
import type { TenantSessions } from '../tenantSessions';
import { tellExportEnd } from './tellExportEnd';

const toldOneByOne = 3;

/** Follows the running exports of every signed-in tenant, also those begun in an earlier window, and tells how each of them ended. */
export class ExportFollowing implements Disposable {
  private readonly watches = new Map<string, ExportWatch>();
  private readonly listening: Disposable;

  constructor(
    private readonly sessions: TenantSessions,
    private readonly files: ActingFiles,
    private readonly errors: ErrorDisplay,
  ) {
    this.listening = sessions.changed(({ what }) => (what === 'context' ? this.follow() : undefined));
    this.follow();
  }

  /** The watch of a tenant, with everything that its journal knows to be running. Throws JournalError. */
  async watchOf(session: TenantSession): Promise<ExportWatch> {
    const known = this.watches.get(session.context.id);
    const watch = known ?? this.begin(session);
    await watch.refresh();
    return watch;
  }

  dispose(): void {
    this.listening.dispose();
    this.watches.forEach((watch) => watch.dispose());
  }

  private follow(): void {
    const ids = new Set(this.sessions.all.map(({ context }) => context.id));
    for (const [id, watch] of this.watches) {
      if (!ids.has(id)) {
        watch.dispose();
        this.watches.delete(id);
      }
    }
    for (const session of this.sessions.all.filter(({ context }) => !this.watches.has(context.id))) {
      this.watchOf(session).catch((error: unknown) => this.errors.show(error, session.circumstances));
    }
  }

  /** A few exports are told one by one, many together when all of them are over. */
  private tell(changed: FollowedExport, own: readonly FollowedExport[], told: Set<string>): void {
    const together = own.length > toldOneByOne;
    const key = together ? changed.run : `${changed.run} ${changed.key}`;
    if (told.has(key) || (together && !own.every(isOverForUs))) {
      return;
    }
    told.add(key);
    tellExportEnd(together ? own : [changed]);
  }

  private begin(session: TenantSession): ExportWatch {
    const watch = watchExports(readingServices(session, this.files));
    const told = new Set<string>();
    const begunAt = new Date().toISOString();
    this.watches.set(session.context.id, watch);
    watch.changed((changed) => {
      session.showExports(watch.exports);
      const news = changed.ended !== undefined || changed.acceptedAt > begunAt;
      if (news && isOverForUs(changed)) {
        void this.files.keepJournal(session, this.files.directory);
        this.tell(
          changed,
          watch.exports.filter(({ run }) => run === changed.run),
          told,
        );
      }
    });
    return watch;
  }
}
