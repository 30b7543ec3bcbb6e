import { t } from '@vscode/l10n';
import type { StorageRefusal, StorageWarning } from '../../actions/storageLocation';

/** Why a storage location cannot be used, and what to give instead. */
export function storageRefusalText(why: StorageRefusal): string {
  switch (why) {
    case 'empty':
      return t('Paste the address of a container with its shared access signature.');
    case 'notALocation':
      return t('This is neither an address nor the name of a storage account.');
    case 'notHttps':
      return t('The address must begin with https://.');
    case 'notLoopback':
      return t('Without https only a container on this machine can be used.');
    case 'credentialsInUrl':
      return t('The address must not hold a user name or password.');
    case 'noContainer':
      return t('The address names no container.');
    case 'noSignature':
      return t('The address has no shared access signature.');
    case 'noPermissions':
      return t('The signature grants nothing.');
    case 'notForContainers':
      return t('The signature is not for a container.');
    case 'noExpiry':
      return t('The signature does not say when it expires.');
    case 'expired':
      return t('The signature has expired.');
    case 'notYetValid':
      return t('The signature is not valid yet.');
    case 'noVersion':
      return t('The signature is not complete.');
    case 'cannotMake':
      return t('This is not a signature of an account that may make containers.');
    case 'cannotWrite':
      return t('The signature does not allow writing.');
  }
}

export function storageWarningText(warning: StorageWarning): string {
  switch (warning) {
    case 'notAUrl':
      return t('Only the name of an account was given: the service may refuse it.');
    case 'expiresSoon':
      return t('The signature expires within a day: a long export may not finish.');
    case 'moreThanWriting':
      return t('The signature allows more than writing.');
    case 'wholeAccount':
      return t('The signature is good for the whole account.');
    case 'identifierOnly':
      return t('What the signature allows cannot be seen here.');
  }
}
