import { t } from '@vscode/l10n';
import type { Facet } from '../../present/table/table';
import type { NamesOf } from '../../present/table/triageRows';
import { plainText } from '../../present/plainText';
import { tenantTitle } from '../../present/tree/tenantTitle';
import { numberText } from '../../present/numberText';

const mostItems = 200;

export interface CountedTenant {
  readonly tenantId: string;
  readonly count: number;
}

/** A bar for each tenant with its share of the rows; pressed ones first, so that they can be let go. */
export function tenantFacet(
  id: string,
  title: string,
  tenants: readonly CountedTenant[],
  pressed: readonly string[],
  namesOf: NamesOf,
): Facet {
  const chosen = new Set(pressed.map((tenantId) => tenantId.toLowerCase()));
  const isChosen = ({ tenantId }: CountedTenant): boolean => chosen.has(tenantId.toLowerCase());
  const total = tenants.reduce((sum, { count }) => sum + count, 0);
  const shown = [...tenants.filter(isChosen), ...tenants.filter((tenant) => !isChosen(tenant)).slice(0, mostItems)];
  const items = shown.map((tenant) => {
    const names = namesOf(tenant.tenantId);
    return {
      id: tenant.tenantId,
      title: tenantTitle(tenant.tenantId, names),
      detail: [names?.defaultDomainName, tenant.tenantId]
        .filter((part) => typeof part === 'string' && part !== '')
        .map((part) => plainText(part ?? ''))
        .join('\n'),
      count: tenant.count,
      share: total === 0 ? 0 : tenant.count / total,
      pressed: isChosen(tenant),
    };
  });
  return { id, title: t('{0} ({1})', title, numberText(tenants.length)), items, more: tenants.length - items.length, busy: false };
}
