import { t } from '@vscode/l10n';
import { commands as editorCommands, window, type Disposable } from 'vscode';
import { unfinishedDetail, unfinishedTitle } from '../../present/acting/unfinishedText';
import { contextTitle } from '../../present/places';
import { messageText } from '../../present/plainText';
import { commands } from '../../present/contract';
import { unfinishedElsewhere, unfinishedHere, type UnfinishedElsewhere, type UnfinishedHere } from './unfinished';
import type { PlanParts } from './planParts';

/** Says, once each time a tenant is signed in, that a run there was not finished, and offers to go on. */
export function offerUnfinished({ sessions, files }: Pick<PlanParts, 'sessions' | 'files'>): Disposable {
  const asked = new Set<string>();
  const look = async (): Promise<void> => {
    const present = new Set(sessions.all.map(({ context }) => context.id));
    [...asked].filter((id) => !present.has(id)).forEach((id) => asked.delete(id));
    const fresh = [...present].filter((id) => !asked.has(id));
    fresh.forEach((id) => asked.add(id));
    const found = fresh.length === 0 ? [] : await unfinishedHere(sessions, files);
    const isFresh = ({ session }: UnfinishedHere): boolean => fresh.includes(session.context.id);
    found.filter(isFresh).forEach((each) => void offer(each));
    const others = fresh.length === 0 ? [] : await unfinishedElsewhere(sessions, files);
    others.filter(isFresh).forEach((each) => void window.showInformationMessage(elsewhereText(each)));
  };
  void look();
  return sessions.changed(({ what }) => void (what === 'context' && look()));
}

function elsewhereText({ session, unfinished, begunBy }: UnfinishedElsewhere): string {
  const tenant = contextTitle(session.context, session.namesOf(session.context.tenantId));
  const who =
    begunBy === undefined
      ? t('Another account began it; it goes on under that account only.')
      : t('{0} began it; it goes on under that account only: connect as it first.', begunBy);
  return messageText(`${tenant}: ${unfinishedTitle(unfinished)}. ${who}`);
}

async function offer({ session, unfinished }: UnfinishedHere): Promise<void> {
  const tenant = contextTitle(session.context, session.namesOf(session.context.tenantId));
  const text = messageText(`${tenant}: ${unfinishedTitle(unfinished)}. ${unfinishedDetail(unfinished)}`);
  const goOn = t('Go On…');
  const timeline = t('Show Timeline');
  const answer = await window.showWarningMessage(text, goOn, timeline);
  if (answer !== undefined) {
    await (answer === goOn
      ? editorCommands.executeCommand(commands.resumeRun, unfinished.run)
      : editorCommands.executeCommand(commands.showTimeline));
  }
}
