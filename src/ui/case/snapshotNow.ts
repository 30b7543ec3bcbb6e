import { t } from '@vscode/l10n';
import { window } from 'vscode';
import type { OpenedCase } from '../../evidence/caseFolder';
import type { Snapshot } from '../../evidence/snapshot';
import { findNamesMet, takeSnapshot, type SnapshotProgress, type TakenSnapshot } from '../../evidence/takeSnapshot';
import { messageText } from '../../present/plainText';
import { pickSession } from '../picks';
import type { Command } from '../targets';
import type { TenantSession } from '../tenantSession';
import { withProgress } from '../withProgress';
import type { CaseParts } from './caseCommands';
import { loadedSnapshot, type Application } from './caseData';
import { numberText } from '../../present/numberText';

export interface SnapshotNowParts extends CaseParts {
  readonly application: Application;
}

function progressText(progress: SnapshotProgress): string {
  switch (progress.kind) {
    case 'reading': {
      const [inbound, outbound] = [progress.inbound?.items ?? 0, progress.outbound?.items ?? 0];
      return t('{0} people here, {1} of our users', numberText(inbound), numberText(outbound));
    }
    case 'naming':
      return t('names of {0} organisations', numberText(progress.tenants));
    case 'writing':
      return t('writing to the case');
  }
}

function snapshotOf(session: TenantSession, opened: OpenedCase | undefined, application: Application): Thenable<TakenSnapshot> {
  return withProgress(t('Taking a snapshot'), (report, signal) =>
    takeSnapshot({
      context: session.context,
      profiles: session.profiles,
      application,
      signal,
      onProgress: (progress) => report.report({ message: progressText(progress) }),
      ...(opened !== undefined && { folder: opened.paths.folder }),
    }),
  );
}

function tellSnapshot({ snapshot, written }: TakenSnapshot): void {
  const { inbound, outbound } = snapshot.record;
  const lists = [inbound, outbound.users];
  const isWhole =
    lists.every(({ completeness, unreadable }) => completeness === 'complete' && unreadable === 0) && outbound.completeness === 'complete';
  const where = written === undefined ? t('It is in memory only: no case is open.') : t('Manifest SHA-256: {0}', written.manifestSha256);
  const numbers = t('Snapshot: {0} people here, {1} of our users.', numberText(inbound.readable), numberText(outbound.users.readable));
  const whole = isWhole ? t('It is complete.') : t('It is not complete: its record says what is missing and why.');
  const show = isWhole ? window.showInformationMessage : window.showWarningMessage;
  void show(messageText(`${numbers} ${whole} ${where}`));
}

/** Freezes what is there before anybody cleans up. */
export function takeSnapshotOf({ cases, sessions, application }: SnapshotNowParts): Command {
  return async () => {
    const session = await pickSession(sessions.choices, t('Take Snapshot'));
    if (session === undefined) {
      void window.showInformationMessage(t('Nobody is signed in. Connect first.'));
      return;
    }
    tellSnapshot(await snapshotOf(session, cases.opened, application));
  };
}

/** The lists of a session when they were read to some end, read now otherwise. */
export async function snapshotToUse(session: TenantSession, opened: OpenedCase, application: Application): Promise<Snapshot> {
  const { inbound, outbound } = session.profiles;
  if (inbound.kind === 'loaded' && outbound.kind === 'loaded') {
    await withProgress(t('Asking for names'), (_report, signal) =>
      findNamesMet({ context: session.context, profiles: session.profiles, signal }),
    );
    return loadedSnapshot(session, application);
  }
  return (await snapshotOf(session, opened, application)).snapshot;
}
