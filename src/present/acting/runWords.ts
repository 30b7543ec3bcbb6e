import { t } from '@vscode/l10n';
import type { FollowedExport, FollowTrouble } from '../../actions/exportWatch';
import type { ExportEnd, LookUpState, Outcome } from '../../actions/journalEntry';
import type { RunReport, StartedRun } from '../../actions/run';
import type { RunProgress } from '../../actions/runProgress';
import { explain } from '../explain';
import type { Circumstances } from '../explanation';
import { plainText } from '../plainText';
import { numberText } from '../numberText';

/** Why a run did not start. */
export function notStartedText(started: Exclude<StartedRun, { kind: 'started' }>): string {
  switch (started.kind) {
    case 'busy':
      return t('Another window is exporting or removing in this tenant. Nothing was sent.');
    case 'otherContext':
      return t('Another tenant or account is signed in now than when this was prepared. Nothing was sent.');
    case 'alreadyRun':
      return t('This was started before, at {0} (UTC). Nothing was sent.', started.at);
    case 'changedPlan':
      return t('The plan was changed after it was made. Nothing was sent.');
    case 'notFound':
      return t('The plan is not there any more. Nothing was sent.');
  }
}

export function outcomeWord(outcome: Outcome): string {
  switch (outcome) {
    case 'requested':
      return t('removal requested');
    case 'accepted':
      return t('export accepted');
    case 'alreadyGone':
      return t('already gone');
    case 'goneAfterUnknown':
      return t('gone');
    case 'failed':
      return t('failed');
    case 'setAside':
      return t('left alone');
    case 'unknown':
      return t('outcome unknown');
  }
}

export function lookedUpWord(state: LookUpState): string {
  switch (state) {
    case 'gone':
      return t('removed');
    case 'stillThere':
      return t('still there');
    case 'unknown':
      return t('not known whether removed');
  }
}

export function exportEndText(end: ExportEnd, place: string): string {
  switch (end) {
    case 'complete':
      return t(
        'The export is complete. The data is at {0} . Hand it over or keep it with the case, and let the signature of the container end.',
        place,
      );
    case 'failed':
      return t(
        'The export failed at the service. Nothing may be at {0} . Export again, into a new container: each is good for one export.',
        place,
      );
    case 'notFound':
      return t('The service does not know the export. Look for the data at {0}', place);
    case 'notPermitted':
      return t(
        'The export was accepted, but its progress may not be read: that takes the permission User.Export.All. Look for the data at {0}',
        place,
      );
    case 'givenUp':
      return t('The export has not ended in the time given. Look for the data at {0}', place);
  }
}

/** How far an export is, in a few words. */
export function exportStateText({ status, progress, trouble, nextLookAt }: FollowedExport, now: number): string {
  const state = trouble === undefined ? statusText(status) : troubleText(trouble);
  const share = progress === null || progress === 0 ? '' : ` ${Math.round(progress)} %`;
  const seconds = nextLookAt === undefined ? undefined : Math.max(0, Math.ceil((nextLookAt - now) / 1000));
  const next = seconds === undefined ? '' : ` · ${t('looking again in {0} s', seconds)}`;
  return `${plainText(state)}${share}${next}`;
}

/** The words that the service is known to say, and any other as it comes. */
function statusText(status: string | undefined): string {
  switch (status) {
    case undefined:
      return t('accepted');
    case 'notStarted':
      return t('not started yet');
    case 'running':
      return t('running');
    default:
      return status;
  }
}

function troubleText(trouble: FollowTrouble): string {
  switch (trouble.kind) {
    case 'noOperation':
      return t('accepted, without saying where its progress can be read');
    case 'notFoundYet':
      return t('accepted, not to be seen yet');
    case 'notPermitted':
      return t('accepted, progress may not be read');
    case 'otherPerson':
      return t('the progress is that of another person');
    case 'notRecorded':
      return t('ended, not written to the journal yet');
    case 'unread':
      return t('progress could not be read');
  }
}

/** How far a run is, in a few words. */
export function progressText(progress: RunProgress, now: number): string {
  const { done, total, waiting, secondsLeft } = progress;
  if (waiting !== undefined) {
    return t('{0} of {1}, throttled: goes on in {2} s', done, total, Math.max(0, Math.ceil((waiting.resumesAt - now) / 1000)));
  }
  return secondsLeft === undefined || total === 1
    ? t('{0} of {1}', done, total)
    : t('{0} of {1}, about {2} s left', done, total, secondsLeft);
}

function countsText(counts: RunReport['counts'] | Readonly<Record<LookUpState, number>>, wordOf: (key: never) => string): string {
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([key, count]) => `${wordOf(key as never)}: ${numberText(count)}`)
    .join(', ');
}

/** What a run did, with what is not known said to be unknown. */
export function reportText(report: RunReport, circumstances: Circumstances): string {
  const stopped = report.why === undefined ? '' : explain(report.why.error, circumstances).whatHappened;
  const pending = report.pending > 0 ? t('Not done: {0}.', numberText(report.pending)) : '';
  return [countsText(report.counts, outcomeWord), stopped, pending].filter((text) => text !== '').join('. ');
}

export function verifiedText(counts: Readonly<Record<LookUpState, number>>): string {
  return countsText(counts, lookedUpWord);
}
