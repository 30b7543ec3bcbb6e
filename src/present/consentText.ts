import { t } from '@vscode/l10n';
import type { SignInFacts } from '../graph/errors';
import { plainText } from './plainText';

/** A text to send to the administrator of a tenant: what is asked for, why, and where to grant it. Undefined when nothing is known to ask for. */
export function consentText({ permissions = [], adminConsentUrl }: SignInFacts, tenantId: string | undefined): string | undefined {
  if (adminConsentUrl === undefined || permissions.length === 0) {
    return undefined;
  }
  return [
    t(
      'Please grant admin consent to Shared Profiles for Microsoft Graph, with which we look after the profiles shared through B2B direct connect.',
    ),
    '',
    ...(tenantId === undefined ? [] : [t('Tenant: {0}', plainText(tenantId))]),
    t('Delegated permissions of Microsoft Graph:'),
    ...permissions.map((permission) => `- ${permission}`),
    '',
    t('Grant them here, signed in as an administrator of the tenant:'),
    adminConsentUrl,
    '',
    t('The page that follows (http://localhost) may fail to load: the consent is given all the same.'),
  ].join('\n');
}
