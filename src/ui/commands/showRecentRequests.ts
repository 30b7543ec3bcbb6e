import { t } from '@vscode/l10n';
import { ThemeIcon, window, type QuickInputButton, type QuickPickItem } from 'vscode';
import { pickText } from '../../present/plainText';
import type { RecentCall, RecentCalls } from '../../present/requests/recentCalls';
import { requestDetail, requestText, requestTitle } from '../../present/requests/requestText';
import { diagnosisOf } from '../../present/requests/diagnosis';
import { copyCalls } from '../copying';
import type { ActionPages } from '../plans/actionPages';
import type { ErrorDisplay } from '../showError';
import type { Command } from '../targets';
import type { TenantSessions } from '../tenantSessions';

export interface RequestParts {
  readonly recent: RecentCalls;
  readonly sessions: TenantSessions;
  readonly errors: ErrorDisplay;
  readonly actionPages: ActionPages;
}

interface Item extends QuickPickItem {
  readonly call: RecentCall;
}

interface Chosen {
  readonly call: RecentCall;
  readonly deed: 'show' | 'copy';
}

function itemOf(call: RecentCall, { sessions }: RequestParts, copyButton: QuickInputButton): Item {
  const { record, contextId } = call;
  const { headline } = diagnosisOf(record, sessions.get(contextId)?.circumstances ?? {});
  const buttons = record.operation === 'batch' ? [] : [copyButton];
  return { label: pickText(requestTitle(record)), detail: `${headline}  ${requestDetail(record)}`, buttons, call };
}

function choose(parts: RequestParts): Promise<Chosen | undefined> {
  const copyButton: QuickInputButton = { iconPath: new ThemeIcon('copy'), tooltip: t('Copy As…') };
  const pick = window.createQuickPick<Item>();
  pick.title = t('Recent Requests');
  pick.placeholder = t('Choose a call to read what came of it');
  pick.matchOnDetail = true;
  pick.items = parts.recent.all.map((call) => itemOf(call, parts, copyButton));
  return new Promise<Chosen | undefined>((resolve) => {
    pick.onDidAccept(() => {
      const [item] = pick.selectedItems;
      resolve(item && { call: item.call, deed: 'show' });
      pick.hide();
    });
    pick.onDidTriggerItemButton(({ item }) => {
      resolve({ call: item.call, deed: 'copy' });
      pick.hide();
    });
    pick.onDidHide(() => resolve(undefined));
    pick.show();
  }).finally(() => pick.dispose());
}

/** Lists the last calls of this window, each with its diagnosis and with Copy As. Sends nothing. */
export function showRecentRequests(parts: RequestParts): Command {
  return async () => {
    if (parts.recent.all.length === 0) {
      void window.showInformationMessage(t('Nothing was sent to Microsoft Graph from this window yet.'));
      return;
    }
    const chosen = await choose(parts);
    const session = chosen && parts.sessions.get(chosen.call.contextId);
    if (chosen === undefined) {
      return;
    }

    const { record } = chosen.call;
    if (chosen.deed === 'show') {
      await parts.actionPages.showText('request', requestText(record, session?.circumstances ?? {}));
      return;
    }
    try {
      const calls = [{ operation: record.operation, path: record.pathValues() }];
      await (session && copyCalls(calls, session.context, t('Copy As')));
    } catch (error) {
      parts.errors.show(error, session?.circumstances);
    }
  };
}
