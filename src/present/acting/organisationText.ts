import { t } from '@vscode/l10n';
import type { ActingContext } from '../../actions/actingContext';
import { actorName } from '../../actions/actingContext';
import type { Organisation } from '../../actions/confirmation';
import { messageText } from '../plainText';

function isGiven(text: string | null): text is string {
  return (text ?? '').trim() !== '';
}

/** An organisation so that nobody takes it for another one: name and domain, and the id where one of them is missing. */
export function organisationText({ tenantId, displayName, defaultDomainName }: Organisation): string {
  const names = [displayName, defaultDomainName].filter(isGiven).map((name) => messageText(name));
  const [name, ...others] = names.length < 2 ? [...names, messageText(tenantId)] : names;
  return others.length === 0 ? (name ?? '') : `${name ?? ''} (${others.join(', ')})`;
}

/** An organisation by one name, where its domain or id stands beside. */
export function organisationName({ tenantId, displayName, defaultDomainName }: Organisation): string {
  return messageText([displayName, defaultDomainName].find(isGiven) ?? tenantId);
}

export function actedInText(context: ActingContext): string {
  const { tenantId, tenantDisplayName: displayName, defaultDomainName, cloud } = context;
  const place = cloud === 'Sandbox' ? t('the sandbox') : cloud;
  return `${organisationText({ tenantId, displayName, defaultDomainName })} · ${place}`;
}

export function actorText(context: ActingContext): string {
  return context.actor.kind === 'user' ? messageText(actorName(context)) : t('application {0}', messageText(actorName(context)));
}
