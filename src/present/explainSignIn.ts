import { t } from '@vscode/l10n';
import type { SignInCondition, SignInError, SignInReason } from '../graph/errors';
import { consentText } from './consentText';
import { explainNetworkCause, explainUnreachable } from './explainNetwork';
import type { Account, Remedy } from './explanation';
import { plainText } from './plainText';

type Sentences = readonly [whatHappened: string, whatNext: string, ...remedies: readonly Remedy[]];

const seconds = (ms: number): number => Math.ceil(ms / 1000);

function waitText({ retryAfterMs }: SignInError): string {
  return retryAfterMs === undefined
    ? t('The sign-in service takes no more attempts for the moment.')
    : t('The sign-in service takes no more attempts for {0} seconds.', seconds(retryAfterMs));
}

function tenantText({ facts }: SignInError): string {
  const { expectedTenantId, answeredTenantId } = facts;
  return expectedTenantId === undefined
    ? t('Another tenant answered than the one asked for. The call was stopped before anything was sent.')
    : t(
        'Tenant {0} answered instead of tenant {1}. Nothing was sent, and the sign-in was forgotten.',
        plainText(answeredTenantId ?? '?'),
        plainText(expectedTenantId),
      );
}

function reasonSentences(error: SignInError, reason: Exclude<SignInReason, 'unreachable'>): Sentences {
  switch (reason) {
    case 'interactionRequired':
      return [t('The sign-in service wants to see the person again.'), t('Sign in again.'), 'signInAgain'];
    case 'cancelled':
      return [t('The sign-in was cancelled.'), t('Connect again when you are ready.')];
    case 'timedOut':
      return [t('Nobody signed in within the time given.'), t('Connect again, and finish in the browser window that opens.'), 'connect'];
    case 'consentRequired':
      return [
        t('The permissions asked for were not granted.'),
        t('An administrator of the tenant has to consent to them.'),
        'askAdministrator',
        'signInAgain',
      ];
    case 'wrongTenant':
      return [tenantText(error), t('Connect again with an account of the right tenant.'), 'connect'];
    case 'wrongAccount':
      return [
        t('Another account answered than the one signed in. Nothing was sent, and the sign-in was forgotten.'),
        t('Connect again with the right account.'),
        'connect',
      ];
    case 'wrongAudience':
      return [
        t('The token is not meant for Microsoft Graph. Nothing was sent.'),
        t('Get a token for Microsoft Graph, or connect in another way.'),
        'connect',
      ];
    case 'expired':
      return [t('The sign-in has ended.'), t('Sign in again.'), 'signInAgain'];
    case 'throttled':
      return [waitText(error), t('Wait a little and try again.'), 'retry'];
    case 'refused':
      return [
        t('The sign-in service refused.'),
        t('The error code below says why; an administrator can look it up in the sign-in log.'),
        'retry',
      ];
    case 'notSupported':
      return [t('This way of signing in does not work here.'), t('Choose another way to connect.'), 'connect'];
  }
}

function accountSentences(error: SignInError, condition: SignInCondition): Sentences | undefined {
  switch (condition) {
    case 'accountDisabled':
      return [
        t('The account is disabled.'),
        t('An administrator of its home tenant can enable it. Or connect with another account.'),
        'connect',
      ];
    case 'accountLocked':
      return [t('The account is locked after too many wrong passwords.'), t('Wait some minutes, or have the password reset.'), 'retry'];
    case 'accountNotInTenant':
      return [
        t('The account is neither a member nor a guest of this tenant.'),
        t('Connect with an account of the tenant, or have this one invited as a guest.'),
        'connect',
      ];
    case 'notAssigned':
      return [
        t('The account is not assigned to the application.'),
        t('An administrator can assign it under Enterprise applications.'),
        'connect',
      ];
    case 'passwordChanged':
      return [t('The password was changed or reset, which ended the sign-in.'), t('Sign in again with the new password.'), 'signInAgain'];
    case 'passwordExpired':
      return [t('The password has expired.'), t('Change it in a browser, then sign in again.'), 'signInAgain'];
    case 'conditionalAccess':
      return [
        t('A Conditional Access policy asks for more: another factor, a managed device or another place.'),
        t('Sign in again and do what the page asks. If it stays, an administrator can look up the code in the sign-in log.'),
        'signInAgain',
      ];
    case 'signInEnded':
      return [t('The sign-in has run out or was revoked.'), t('Sign in again.'), 'signInAgain'];
    case 'signedOut':
      return [t('This context was disconnected, here or in another window.'), t('Connect again to go on.'), 'connect'];
    case 'clockSkew':
      return [
        t(
          'The clock of this machine is {0} minutes off from the clock of the sign-in service.',
          Math.round((error.facts.skewMs ?? 0) / 60_000),
        ),
        t('Set the clock, then try again.'),
        'retry',
      ];
    default:
      return undefined;
  }
}

/** What is said when the editor did not keep a sign-in. Source: Visual Studio Code, "Troubleshooting keychain issues". */
function storeSentences(condition: SignInCondition): Sentences | undefined {
  switch (condition) {
    case 'signInLost':
      return [
        t(
          'The sign-in is not in the secret store of the editor any more. Without a keyring of the system, the editor forgets it when it ends.',
        ),
        t('Sign in again. To stay signed in, install or unlock a keyring, and tell the editor of it with --password-store.'),
        'signInAgain',
      ];
    case 'secretStoreFailed':
      return [
        t('The secret store of the editor could not be used, so this sign-in can be neither read nor kept.'),
        t('Unlock the keyring of the system, or install one and tell the editor of it with --password-store. Then sign in again.'),
        'signInAgain',
        'retry',
      ];
    default:
      return undefined;
  }
}

function consentSentences({ facts }: SignInError, condition: SignInCondition): Sentences | undefined {
  const names = facts.permissions?.join(', ') ?? t('what was asked for');
  switch (condition) {
    case 'consentDeclined':
      return [
        t('Consent was declined for {0}.', names),
        t('Sign in again and accept, or ask an administrator.'),
        'askAdministrator',
        'signInAgain',
      ];
    case 'consentMissing':
      return [
        t('Nobody has consented to {0}, or the consent was withdrawn.', names),
        t('Sign in again to consent, or ask an administrator.'),
        'askAdministrator',
        'signInAgain',
      ];
    case 'adminConsentNeeded':
      return [
        t('Only an administrator can consent to {0}.', names),
        t('Send the prepared text to an administrator of the tenant.'),
        'askAdministrator',
      ];
    case 'permissionMissing':
      return [
        t('The sign-in service did not grant {0}.', names),
        t('Send the prepared text to an administrator of the tenant.'),
        'askAdministrator',
      ];
    default:
      return undefined;
  }
}

function appSentences({ facts }: SignInError, condition: SignInCondition): Sentences | undefined {
  switch (condition) {
    case 'tenantNotFound':
      return [t('There is no tenant with this id or domain in this cloud.'), t('Check the spelling and the cloud.'), 'connect'];
    case 'appNotFound':
      return [
        t('The tenant does not know the application.'),
        t('Check the client id and the cloud: each cloud has registrations of its own.'),
        'connect',
      ];
    case 'appNotPublic':
      return [
        t('The application does not allow public client flows.'),
        t('Set “Allow public client flows” in its registration, under Authentication.'),
        'connect',
      ];
    case 'redirectNotRegistered':
      return [
        t('The application does not have the redirect address http://localhost.'),
        t('Add it to its registration as a mobile and desktop application.'),
        'connect',
      ];
    case 'secretWrong':
      return [t('The client secret is wrong.'), t('Use the value of the secret, not its id.'), 'connect'];
    case 'secretExpired':
      return [t('The client secret has expired.'), t('Add a new one to the registration, then connect with it.'), 'connect'];
    case 'certificateMissing':
      return [t('The certificate file cannot be read.'), t('Check that the file is still where it was.'), 'connect', 'retry'];
    case 'certificateUnreadable':
      return [t('The file does not hold a certificate with its RSA private key, as PEM or PFX.'), t('Choose another file.'), 'connect'];
    case 'certificateExpired':
      return [t('The certificate has expired.'), t('Add a new one to the registration, then connect with it.'), 'connect'];
    case 'certificateRefused':
      return [t('The application does not have this certificate.'), t('Upload its public part to the registration.'), 'connect'];
    case 'passphraseWrong':
      return [t('The passphrase of the certificate file is wrong.'), t('Connect again with the right one.'), 'connect'];
    case 'tokenEnding':
      return [t('The access token ends within five minutes, or has ended.'), t('Connect with a new one.'), 'connect'];
    case 'tokenUnreadable':
      return [t('That is not an access token for Microsoft Graph.'), t('Connect with another one.'), 'connect'];
    case 'variableMissing':
      return [
        t('The environment variable {0} is empty here.', plainText(facts.variable ?? '')),
        t('Set it before the editor starts.'),
        'connect',
      ];
    default:
      return undefined;
  }
}

function waySentences(error: SignInError, condition: SignInCondition): Sentences | undefined {
  switch (condition) {
    case 'browserNotOpened':
      return [t('No browser could be opened.'), t('Connect again, or connect in another way.'), 'connect'];
    case 'browserNotFinished':
      return [
        t('Nobody finished signing in in the browser: its window was closed, or the time ran out.'),
        t('Connect again, and finish in the browser window that opens.'),
        'connect',
      ];
    case 'codeExpired':
      return [t('The device code ran out before anybody used it.'), t('Connect again for a new code.'), 'connect'];
    case 'codeDeclined':
      return [t('The sign-in with the device code was declined.'), t('If that was not you, somebody else saw the code.'), 'connect'];
    case 'serviceDown':
      return [
        t('The sign-in service is down (status {0}).', plainText(error.errorCode ?? '?')),
        t('Who is signed in can go on for a while. Try again in some minutes.'),
        'retry',
      ];
    case 'proxyAnswered':
      return [
        t('Something between here and the sign-in service answered in its place, such as a proxy or a login page of the network.'),
        t('Open a browser and look; check the settings http.proxy and http.proxySupport.'),
        'retry',
      ];
    default:
      return undefined;
  }
}

/** Why signing in, or getting a token, did not work, and what to do about it. */
export function explainSignIn(error: SignInError, tenantId?: string): Account {
  const { condition } = error.facts;
  const known =
    condition &&
    (accountSentences(error, condition) ??
      storeSentences(condition) ??
      consentSentences(error, condition) ??
      appSentences(error, condition) ??
      waySentences(error, condition));
  if (known === undefined && error.reason === 'unreachable') {
    const [network, host] = [error.facts.network, t('The sign-in service')];
    return network === undefined ? explainUnreachable(error, host) : explainNetworkCause(network, host);
  }
  const [whatHappened, whatNext, ...remedies] = known ?? reasonSentences(error, error.reason === 'unreachable' ? 'refused' : error.reason);
  const administratorText = remedies.includes('askAdministrator') ? consentText(error.facts, tenantId) : undefined;
  const offered = remedies.filter((remedy) => remedy !== 'askAdministrator' || administratorText !== undefined);
  return { headline: t('Sign-in failed'), whatHappened, whatNext, remedies: offered, administratorText };
}
