import { t } from '@vscode/l10n';
import type { CommandName } from './contract';

export interface FoundVerb {
  readonly label: string;
  readonly command: CommandName;
}

/** What can be done with somebody who was found: what the menu of the same row of the tree offers, in its order. */
export function foundVerbs(kind: 'inboundProfile' | 'outboundUser'): readonly FoundVerb[] {
  const isPerson = kind === 'inboundProfile';
  const inboundOnly = (verb: FoundVerb): readonly FoundVerb[] => (isPerson ? [verb] : []);
  return [
    { label: t('Show Profile'), command: 'showProfile' },
    ...inboundOnly({ label: t('Show Tenant Details'), command: 'showTenantDetails' }),
    ...inboundOnly({ label: t('Export Personal Data…'), command: 'exportPersonalData' }),
    { label: t('Remove Personal Data…'), command: 'removePersonalData' },
    ...inboundOnly({ label: t('What If: Export Personal Data…'), command: 'whatIfExport' }),
    { label: t('What If: Remove Personal Data…'), command: 'whatIfRemove' },
    { label: t('Copy Id'), command: 'copyId' },
    ...inboundOnly({ label: t('Copy User Principal Name'), command: 'copyUserPrincipalName' }),
    { label: t('Copy as JSON'), command: 'copyJson' },
    { label: t('Copy As…'), command: 'copyAs' },
    { label: t('Show Timeline'), command: 'showTimeline' },
  ];
}
