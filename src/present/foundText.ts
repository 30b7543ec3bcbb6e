import { t } from '@vscode/l10n';
import type { InboundSharedUserProfile } from '../graph/resources';
import type { OutboundUser } from '../profiles/outboundProfiles';
import { personName } from './personName';
import { endOfId, pickText } from './plainText';
import type { Names } from './tree/nodes';
import { tenantTitle } from './tree/tenantTitle';
import { numberText } from './numberText';

type NamesOf = (tenantId: string) => Names;

export interface FoundText {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
}

const tenantsNamed = 3;

/** A person of another organisation, as a line of what was found. `tenant`: the title of the signed-in tenant. */
export function foundPersonText(profile: InboundSharedUserProfile, tenant: string, namesOf: NamesOf): FoundText {
  const home = tenantTitle(profile.homeTenantId, namesOf(profile.homeTenantId));
  return {
    label: pickText(personName(profile)),
    description: pickText(profile.userPrincipalName),
    detail: t('Inbound · {0} → {1} · id ends in {2}', pickText(home), pickText(tenant), pickText(endOfId(profile.userId))),
  };
}

/** One of our users, as a line of what was found. `asked`: the tenants that the query is about, by their places among the user's. */
export function foundUserText({ userId, tenants }: OutboundUser, tenant: string, asked: readonly number[], namesOf: NamesOf): FoundText {
  const label = pickText(userId);
  if (tenants.kind === 'pending') {
    return { label, description: '', detail: t('Outbound · {0} → organisations not known yet', pickText(tenant)) };
  }
  const known = tenants.tenantIds;
  const named = asked.slice(0, tenantsNamed).map((place) => pickText(tenantTitle(known[place] ?? '', namesOf(known[place] ?? ''))));
  const rest = known.length - named.length;
  const there = [...named, ...(rest > 0 ? [t('{0} more', numberText(rest))] : [])].join(', ');
  const missing = tenants.kind === 'failed' ? t('not all organisations known') : '';
  return { label, description: missing, detail: t('Outbound · {0} → {1}', pickText(tenant), there || t('none known')) };
}
