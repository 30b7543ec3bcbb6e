import { t } from '@vscode/l10n';
import { clouds } from '../graph/clouds';
import type { TenantInformation } from '../graph/resources';
import type { Context, ContextColour, LostContext } from '../signin/context';
import { plainText } from './plainText';

/** The environment of a context in words: a cloud's title, or the sandbox. */
export function environmentTitle(context: Context | undefined): string {
  switch (context?.environment.kind) {
    case 'cloud':
      return t('the cloud {0}', clouds[context.environment.cloud].title);
    case 'sandbox':
      return t('the sandbox');
    case undefined:
      return t('this cloud');
  }
}

/** Host and port of Graph in a context. */
export function graphHost(context: Context | undefined): string {
  switch (context?.environment.kind) {
    case 'cloud':
      return new URL(clouds[context.environment.cloud].graphEndpoint).host;
    case 'sandbox':
      return new URL(context.environment.origin).host;
    case undefined:
      return 'Microsoft Graph';
  }
}

/** The tenant acted in by the best name there is: the label given to it, its name, its domain, its id. */
export function contextTitle(context: Context, names?: TenantInformation): string {
  const candidates = [
    context.label,
    context.tenantDisplayName ?? names?.displayName,
    context.defaultDomainName ?? names?.defaultDomainName,
    context.tenantId,
  ];
  return plainText(candidates.find((name) => (name ?? '').trim() !== '') ?? context.tenantId);
}

const circles = {
  blue: '🔵',
  purple: '🟣',
  green: '🟢',
  orange: '🟠',
  red: '🔴',
  yellow: '🟡',
} as const satisfies Record<ContextColour, string>;

/** The colour and the label of a context, where colours cannot be drawn. */
export function contextMark({ colour, label }: Context): string {
  return `${circles[colour]} ${plainText(label ?? '')}`.trim();
}

/** The tenant of a context whose sign-in is lost: what it was called is all that is left. */
export function lostTitle({ label, tenantDisplayName, tenantId }: LostContext): string {
  return plainText([label, tenantDisplayName].find((name) => (name ?? '').trim() !== '') ?? tenantId);
}

/** Who acts in a context: the user name, or the application. */
export function identityTitle(context: Context): string {
  return context.identity.kind === 'user'
    ? plainText(context.identity.username)
    : t('application {0}', plainText(context.identity.displayName ?? context.clientId));
}
