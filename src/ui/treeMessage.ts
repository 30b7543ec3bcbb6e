import { t } from '@vscode/l10n';
import { contextKeys } from '../present/contract';
import { contextTitle } from '../present/places';
import { messageText, plainText } from '../present/plainText';
import { setContextKey } from './contextKey';
import type { ProfilesFilter } from './finding/treeFilter';
import type { TenantSession } from './tenantSession';
import type { TenantSessions } from './tenantSessions';

const longestQuery = 60;

function isEmpty({ inbound, outbound }: TenantSession): boolean {
  return [inbound, outbound].every(
    (list) =>
      list.kind === 'loaded' && list.completeness.kind === 'complete' && list.profiles.size === 0 && list.profiles.unreadable.length === 0,
  );
}

function emptyMessage(sessions: readonly TenantSession[]): string | undefined {
  const [first, ...others] = sessions;
  if (first === undefined || !sessions.every(isEmpty)) {
    return undefined;
  }
  const title = contextTitle(first.context, first.namesOf(first.context.tenantId));
  return others.length === 0
    ? t(
        'No profile is shared with {0} or by it. Sharing begins when people use B2B direct connect, such as a shared channel.',
        messageText(title),
      )
    : t('No profile is shared with these tenants or by them.');
}

function filterMessage({ query }: ProfilesFilter): string | undefined {
  return query === ''
    ? undefined
    : t('Only what matches “{0}” is shown. Whatever is done here concerns only that.', messageText(plainText(query, longestQuery)));
}

/**
 * Says above the tree that it shows only some; or that there is nothing in any signed-in tenant, which is not the same as nothing read.
 */
export function showTreeMessage(
  view: { message?: string | undefined; description?: string | undefined },
  sessions: TenantSessions,
  filter: ProfilesFilter,
): { dispose(): void } {
  const show = (): void => {
    const message = filterMessage(filter) ?? emptyMessage(sessions.all) ?? '';
    if ((view.message ?? '') !== message) {
      view.message = message;
      view.description = filter.query === '' ? '' : t('filtered');
      void setContextKey(contextKeys.filtered, filter.query !== '');
    }
  };
  const listening: readonly { dispose(): unknown }[] = [sessions.changed(show), filter.changed(show)];
  return { dispose: () => listening.forEach((each) => void each.dispose()) };
}
