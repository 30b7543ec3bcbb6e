import { t } from '@vscode/l10n';
import { findTenantId, pickTenantName } from '../pickTenant';
import type { ErrorDisplay } from '../showError';
import { targets, type Command } from '../targets';
import type { TenantSessions } from '../tenantSessions';

export interface TenantDetailsParts {
  readonly sessions: TenantSessions;
  readonly pages: { show(tenantId: string): void };
  readonly errors: ErrorDisplay;
}

function tenantIdOf(sessions: TenantSessions, node: unknown, selection: unknown): string | undefined {
  const [chosen] = targets(['context', 'homeTenant', 'externalTenant', 'tenantReference', 'inboundProfile'], node, selection);
  if (chosen === undefined) {
    return undefined;
  }
  switch (chosen.kind) {
    case 'context':
      return sessions.get(chosen.contextId)?.context.tenantId;
    case 'inboundProfile':
      return chosen.profile.homeTenantId;
    default:
      return chosen.tenantId;
  }
}

export function showTenantDetails({ sessions, pages, errors }: TenantDetailsParts): Command {
  return async (node, selection) => {
    const named = tenantIdOf(sessions, node, selection) ?? (await pickTenantName(sessions.all, t('Show Tenant Details')));
    const [session] = sessions.all;
    if (named === undefined || session === undefined) {
      return;
    }

    try {
      pages.show(await findTenantId(named, session));
    } catch (error) {
      errors.show(error, session.circumstances);
    }
  };
}
