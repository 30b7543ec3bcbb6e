import { t } from '@vscode/l10n';
import { contextTitle } from '../present/places';
import { messageText } from '../present/plainText';
import type { TenantSession } from './tenantSession';
import type { TenantSessions } from './tenantSessions';

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

/** Says above the tree when there is nothing in any signed-in tenant, which is not the same as nothing read. */
export function showEmptyMessage(view: { message?: string | undefined }, sessions: TenantSessions): { dispose(): void } {
  return sessions.changed(() => {
    const message = emptyMessage(sessions.all) ?? '';
    if ((view.message ?? '') !== message) {
      view.message = message;
    }
  });
}
