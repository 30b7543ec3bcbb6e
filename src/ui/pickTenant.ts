import { t } from '@vscode/l10n';
import { pickText } from '../present/plainText';
import { shownProfiles } from '../present/tree/reading';
import { tenantTitle } from '../present/tree/tenantTitle';
import { pickFound, type Choice, type Found } from './pickFound';
import type { TenantSession } from './tenantSession';

const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const shownAtOnce = 200;
const namesAsked = 1000;

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

/** What a person chooses or types: a tenant that was met, or a domain or id to look up. */
export function pickTenantName(sessions: readonly TenantSession[], title: string): Promise<string | undefined> {
  sessions.forEach((session) => session.askNames(tenantsMet([session]).slice(0, namesAsked)));
  return pickFound({
    title,
    placeholder: t('Name, domain or id of a tenant'),
    find: (query) => Promise.resolve(findTenants(sessions, query)),
    changed: (again) => {
      const listening = sessions.map(({ profiles }) => profiles.tenants.changed(again));
      return { dispose: () => listening.forEach((each) => each.dispose()) };
    },
  });
}

/** The tenant id behind what was typed or chosen. Throws GraphError when there is none. */
export async function findTenantId(name: string, session: TenantSession): Promise<string> {
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
