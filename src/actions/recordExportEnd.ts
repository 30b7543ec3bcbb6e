import { isJournalError } from './errorKinds';
import type { ExportEnd } from './journalEntry';
import type { RunningExport } from './runningExports';
import type { ActionServices } from './services';
import { withDesk } from './tenantDesk';

/** Writes down, once, how an export ended. Gives false when the journal is in use or cannot be written now: try again later. */
export async function recordExportEnd(services: ActionServices, running: RunningExport, status: ExportEnd): Promise<boolean> {
  const { run, plan, key: item, operation } = running;
  try {
    const done = await withDesk(services, 'export ended', async ({ journal, record }) => {
      const known = record
        .runs()
        .find((candidate) => candidate.run === run)
        ?.items.get(item)?.exportEnd;
      if (known === undefined) {
        await journal.append({ kind: 'exportEnded', run, plan, item, operationId: operation?.id ?? '', status, requestId: null });
      }
    });
    return done.kind === 'done';
  } catch (error) {
    if (isJournalError(error)) {
      return false;
    }
    throw error;
  }
}
