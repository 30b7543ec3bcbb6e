import { t } from '@vscode/l10n';
import { pickText } from '../../present/plainText';
import { shownProfiles } from '../../present/tree/reading';
import { tenantTitle } from '../../present/tree/tenantTitle';
import { pickFound, type Choice, type Found } from '../pickFound';
import type { ErrorDisplay } from '../showError';
import { targets, type Command } from '../targets';
import type { TenantSession } from '../tenantSession';
import type { TenantSessions } from '../tenantSessions';

export interface TenantDetailsParts {
  readonly sessions: TenantSessions;
  readonly pages: { show(tenantId: string): void };
  readonly errors: ErrorDisplay;
}

const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const shownAtOnce = 200;

function tenantsMet(sessions: readonly TenantSession[]): readonly string[] {
  const ids = sessions.flatMap((session) => [
    session.context.tenantId,
    ...(shownProfiles(session.inbound)?.homeTenants() ?? []).map(({ tenantId }) => tenantId),
    ...(shownProfiles(session.outbound)?.tenants() ?? []).map(({ tenantId }) => tenantId),
  ]);
  return [...new Set(ids)];
}

function findTenants(sessions: readonly TenantSession[], query: string): Found<string> {
  const wanted = query.trim().toLowerCase();
  const choices = tenantsMet(sessions).map((tenantId): Choice<string> => {
    const names = sessions.map((session) => session.namesOf(tenantId)).find((each) => each !== undefined);
    return {
      label: pickText(tenantTitle(tenantId, names)),
      description: pickText([names?.defaultDomainName ?? '', tenantId].join('  ').trim()),
      value: tenantId,
    };
  });
  const found = choices.filter(({ label, description }) => `${label} ${description ?? ''}`.toLowerCase().includes(wanted));
  const isName = guid.test(wanted) || wanted.includes('.');
  const typed = isName ? [{ label: t('Look up'), description: pickText(query.trim()), value: query.trim() }] : [];
  return { choices: [...found.slice(0, shownAtOnce), ...typed], total: found.length + typed.length };
}

/** The tenant id behind what was typed or chosen. */
async function resolve(name: string, session: TenantSession): Promise<string> {
  const isId = guid.test(name) || session.profiles.tenants.known(name)?.information.tenantId === name;
  if (isId || !name.includes('.')) {
    return name;
  }
  const state = await session.profiles.tenants.findByDomain(name);
  if (state.kind === 'notFound' || state.kind === 'failed') {
    throw state.error;
  }
  return state.kind === 'known' ? state.information.tenantId : name;
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
    const title = t('Show Tenant Details');
    const placeholder = t('Name, domain or id of a tenant');
    const find = (query: string): Promise<Found<string>> => Promise.resolve(findTenants(sessions.all, query));
    const named = tenantIdOf(sessions, node, selection) ?? (await pickFound({ title, placeholder, find }));
    const [session] = sessions.all;
    if (named === undefined || session === undefined) {
      return;
    }

    try {
      pages.show(await resolve(named, session));
    } catch (error) {
      errors.show(error, session.circumstances);
    }
  };
}
