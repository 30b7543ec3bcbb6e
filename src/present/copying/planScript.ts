import { t } from '@vscode/l10n';
import { actorName } from '../../actions/actingContext';
import type { Plan } from '../../actions/plan';
import { titleOf } from '../acting/planText';
import { copyVariables } from '../copiedCall';
import { visibleText } from '../plainText';
import { graphPowerShell } from '../powershell';
import { callsOfPlan, copyContextOf } from './callsOf';

/** A line of a comment: one line whatever the directory wrote, and nothing that ends it or hides. */
function remark(text: string): string {
  return `# ${visibleText(text)}`.trimEnd();
}

function headOf(plan: Plan): readonly string[] {
  const { context, createdAt, createdBy, reason, sha256, verb } = plan;
  const tenant = [context.tenantDisplayName, context.defaultDomainName, context.tenantId].filter((text) => text !== null);
  return [
    remark(titleOf(plan)),
    remark(`${t('Acted in')}: ${tenant.join('  ')}`),
    remark(`${t('Signed in as')}: ${actorName(context)}`),
    remark(`${t('Made')}: ${createdAt}  ${createdBy}`),
    ...(reason === '' ? [] : [remark(`${t('Reason')}: ${reason}`)]),
    remark(`SHA-256: ${sha256}`),
    remark(''),
    remark(t('Run outside this product, nothing is checked before, written down or looked at afterwards.')),
    ...(verb === 'export'
      ? [remark(t('Each person needs a storage location of their own: set {0} anew for each.', `$env:${copyVariables.storageLocation}`))]
      : []),
  ];
}

/** A plan as a script to be reviewed: connects to its tenant, lists its people, and shows with `-WhatIf` what would be done. Throws GraphError `invalid`. */
export function planScript(plan: Plan): string {
  return `${headOf(plan).join('\n')}\n\n${graphPowerShell(callsOfPlan(plan), copyContextOf(plan))}`;
}
