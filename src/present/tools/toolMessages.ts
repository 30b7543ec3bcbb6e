import { t } from '@vscode/l10n';
import type { ToolName } from '../contract';

export interface ToolMessages {
  readonly invocationMessage: string;
  readonly confirmationMessages: { readonly title: string; readonly message: string };
}

function deedOf(name: ToolName): string {
  switch (name) {
    case 'listProfiles':
      return t('List shared profiles');
    case 'findProfiles':
      return t('Find shared profiles');
    case 'tenantInformation':
      return t('Look up a tenant');
    case 'partnerImpact':
      return t('Count what is shared with a partner');
    case 'explainRefusal':
      return t('Explain a refusal');
    case 'preparePlan':
      return t('Prepare the plan of a removal');
  }
}

/** What is asked before a language model gets an answer: names and ids of people leave the editor with it. */
export function toolMessages(name: ToolName): ToolMessages {
  const title = deedOf(name);
  const message =
    name === 'preparePlan'
      ? t('The plan is shown to you and nothing is sent: it runs only when you run it. The language model gets its names and ids.')
      : t('The language model gets the answer, which can hold names and ids of people. It can neither export nor remove.');
  return { invocationMessage: title, confirmationMessages: { title, message } };
}
