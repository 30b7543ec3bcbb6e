import { t } from '@vscode/l10n';
import type { Confirmation, Organisation, TypedAnswer } from '../../actions/confirmation';
import type { PlanItem } from '../../actions/plan';
import { durationText } from '../durationText';
import type { Circumstances } from '../explanation';
import { endOfId, isSuspicious, messageText } from '../plainText';
import { leftOutLines } from './leftOutText';
import { findingText } from './objections';
import { contextMark } from '../places';
import { actedInText, actorText, organisationName, organisationText } from './organisationText';
import { numberText } from '../numberText';

/** A modal question. The verb stands on `yes`; whatever else is pressed means no. */
export interface ConfirmationDialog {
  readonly message: string;
  readonly detail: string;
  readonly yes: string;
}

const listed = 10;
const shownFromSeconds = 10;

function nameOf(item: PlanItem): string {
  const best = [item.displayName, item.userPrincipalName, item.userId].find((name) => (name ?? '').trim() !== '');
  return messageText(best ?? item.userId);
}

function line(label: string, value: string): string {
  return `${label}: ${value}`;
}

function personLines(item: PlanItem, externals: Confirmation['externals']): readonly string[] {
  const external = externals[0];
  const organisation = external === undefined ? '' : organisationText(external);
  return [
    ...(item.displayName === null ? [] : [line(t('Name'), messageText(item.displayName))]),
    ...(item.userPrincipalName === null ? [] : [line(t('User principal name'), messageText(item.userPrincipalName))]),
    line(t('User id ends in'), endOfId(item.userId)),
    line(item.direction === 'inbound' ? t('Home tenant') : t('Data held by'), organisation),
  ];
}

function rowOf(item: PlanItem): string {
  const upn = messageText(item.userPrincipalName ?? '');
  return [t('{0} (id …{1})', nameOf(item), endOfId(item.userId)), upn].filter((part) => part !== '').join(' · ');
}

function firstOf(lines: readonly string[]): readonly string[] {
  const rest = lines.length - listed;
  return rest > 0 ? [...lines.slice(0, listed), t('and {0} more', numberText(rest))] : lines;
}

function organisationLines({ externals }: Confirmation): readonly string[] {
  return firstOf(externals.map((external) => `${organisationText(external)}: ${numberText(external.count)}`));
}

function listLines({ people }: Confirmation): readonly string[] {
  return people.length === 1 ? [] : ['', ...firstOf(people.map((item) => `• ${rowOf(item)}`))];
}

/** In plain words: whose data, and where it is. */
function meaning({ plan: { verb, direction }, people, actedIn, externals }: Confirmation): string {
  const here = organisationName(actedIn);
  const [external, ...others] = externals;
  const there = external !== undefined && others.length === 0 ? organisationName(external) : t('the other organisations');
  const whose = people.length === 1 ? t('this person of {0}', there) : t('people of {0}', there);
  if (verb === 'export') {
    return t('Inbound: what {0} holds about {1} is written to the storage location. Nothing is removed.', here, whose);
  }
  return direction === 'inbound'
    ? t('Inbound: the data that {0} holds about {1} is removed here. The account at home is not touched.', here, whose)
    : t('Outbound: the data that {0} holds about our user is removed there. What other organisations hold stays.', there);
}

function warnings({ people, lookAlikes, warnings: found }: Confirmation): readonly string[] {
  const hidden = people.some((item) => isSuspicious(item.displayName ?? '') || isSuspicious(item.userPrincipalName ?? ''));
  return [
    ...(hidden || lookAlikes.length > 0
      ? [t('⚠ Look twice: a name here looks like another one or hides characters. The id tells who it is.')]
      : []),
    ...lookAlikeLines(lookAlikes),
    ...found.map((finding) => `⚠ ${findingText(finding)}`),
  ];
}

/** Names that look alike, side by side with their ids; each group begins with its own mark and stands whole where it can. */
function lookAlikeLines(lookAlikes: Confirmation['lookAlikes']): readonly string[] {
  const groups = lookAlikes.map(({ people }, group) => people.map(({ item }) => `   ${group + 1}) ${rowOf(item)}`));
  const tooMany = groups.findIndex((_, group) => groups.slice(0, group + 1).flat().length > listed);
  const shown = (tooMany === -1 ? groups : groups.slice(0, Math.max(1, tooMany))).flat().slice(0, listed);
  const rest = groups.flat().length - shown.length;
  return rest > 0 ? [...shown, `   ${t('and {0} more: the plan that What If shows has all of them', numberText(rest))}`] : shown;
}

function removalWarning(): string {
  return t('This cannot be undone, and it destroys evidence: export first if anybody may need the data.');
}

function question({ plan: { verb }, people }: Confirmation): string {
  const [only, ...others] = people;
  const remove = verb === 'remove';
  if (only !== undefined && others.length === 0) {
    const name = only.direction === 'inbound' ? nameOf(only) : t('our user …{0}', endOfId(only.userId));
    return remove ? t('Remove the personal data of {0}?', name) : t('Export the personal data of {0}?', name);
  }
  const count = numberText(people.length);
  return remove ? t('Remove the personal data of {0} people?', count) : t('Export the personal data of {0} people?', count);
}

function destinations({ plan, people }: Confirmation): readonly string[] {
  const stores = new Set(people.flatMap((item) => (item.direction === 'inbound' && item.storage !== null ? [item.storage.masked] : [])));
  const made = people.filter((item) => item.direction === 'inbound' && item.storage?.make === true).length;
  return [
    ...(plan.verb === 'export' ? firstOf([...stores].map((masked) => line(t('Storage location'), messageText(masked)))) : []),
    ...(made > 0 ? [t('Containers made first, with the signature of the account: {0}', numberText(made))] : []),
  ];
}

/** How long it takes, where that is worth knowing. */
function time({ estimatedSeconds }: Confirmation): readonly string[] {
  return estimatedSeconds < shownFromSeconds ? [] : [line(t('Takes at least'), durationText(estimatedSeconds))];
}

/** The label and the colour that the person gave the tenant, to tell Production from Test. */
const markOf = ({ context }: Circumstances): readonly string[] => (context === undefined ? [] : [messageText(contextMark(context))]);

/** Everything that a person must see before personal data is exported or removed. Names are shown with every character visible. */
export function confirmationDialog(confirmation: Confirmation, circumstances: Circumstances): ConfirmationDialog {
  const { plan, people, externals, leftOut } = confirmation;
  const [only, ...others] = people;
  const whom = only !== undefined && others.length === 0 ? personLines(only, externals) : organisationLines(confirmation);
  const detail = [
    ...whom,
    ...destinations(confirmation),
    '',
    line(t('Acted in'), [actedInText(plan.context), ...markOf(circumstances)].join(' · ')),
    line(t('Signed in as'), actorText(plan.context)),
    ...time(confirmation),
    '',
    meaning(confirmation),
    ...warnings(confirmation),
    ...leftOutLines(leftOut, circumstances, rowOf),
    ...(plan.verb === 'remove' ? [removalWarning()] : []),
    ...listLines(confirmation),
  ];
  const yes = plan.verb === 'remove' ? t('Remove Personal Data') : t('Export Personal Data');
  return { message: question(confirmation), detail: detail.join('\n'), yes };
}

/** What is to be typed, and why. */
export function typedPrompt(answer: TypedAnswer, actedIn: Organisation): string {
  switch (answer.what) {
    case 'externalTenant':
      return t('Type the domain (or id) of the other organisation to go on: {0}', answer.expected);
    case 'actedInTenant':
      return t('Type the domain (or id) of {0} to go on: {1}', organisationText(actedIn), answer.expected);
    case 'count':
      return t('Type how many people it will be: {0}', answer.expected);
    case 'overCap':
      return t('This is more than one run usually does. Type this to go on: {0}', answer.expected);
  }
}
