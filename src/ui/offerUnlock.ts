import { t } from '@vscode/l10n';
import { window, workspace } from 'vscode';
import { settings } from '../present/contract';
import { contextTitle } from '../present/places';
import { messageText } from '../present/plainText';
import type { Contexts } from '../signin/contexts';
import type { TenantSession } from './tenantSession';

/** Asks whether exports and removals may be sent for some minutes. Gives whether they may. */
export async function offerUnlock(contexts: Contexts, session: TenantSession): Promise<boolean> {
  const { context } = session;
  const minutes = workspace.getConfiguration().get<number>(settings.unlockMinutes.id, settings.unlockMinutes.default);
  const title = contextTitle(context, session.namesOf(context.tenantId));
  const unlockTitle = t('Unlock for {0} Minutes', minutes);
  const detail = t('Every tenant is open for reading only until it is unlocked. It locks itself again.');
  const message = messageText(t('Allow export and removal in {0}?', title));
  const answer = await window.showWarningMessage(message, { modal: true, detail }, unlockTitle);
  if (answer === unlockTitle) {
    contexts.unlock(context.id, minutes);
  }
  return answer === unlockTitle;
}
