import { t } from '@vscode/l10n';
import type { UnusablePlan } from '../../actions/planFile';
import { mismatchText } from '../mismatchText';
import { plainText } from '../plainText';
import { refusalText } from './objections';

/** Why a plan file cannot be used, and what to do. */
export function unusablePlanText(why: UnusablePlan): string {
  switch (why.kind) {
    case 'notJson':
      return t('This is no plan: it is not readable as JSON.');
    case 'notAPlan':
      return t('This is no plan. {0}', mismatchText(why.mismatch));
    case 'otherVersion':
      return t('This plan was made by another version of the extension ({0}).', plainText(why.version));
    case 'changed':
      return t('This plan was changed after it was made: its hash does not fit. It is not run. Make it anew.');
    case 'refused':
      return why.refusals.map(refusalText).join(' ');
  }
}
