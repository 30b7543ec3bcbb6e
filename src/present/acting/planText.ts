import { t } from '@vscode/l10n';
import { actorName } from '../../actions/actingContext';
import { lookAlikesAmong } from '../../actions/lookAlikesAmong';
import { externalTenantId } from '../../actions/plan';
import type { Plan, PlanItem, PlannedStorage } from '../../actions/plan';
import { secondsAtLimits } from '../../actions/runPace';
import { columns } from '../columns';
import { durationText } from '../durationText';
import { utcText } from '../utcText';
import { numberText } from '../numberText';

type Names = ReadonlyMap<string, string>;

/** A plan to be read, as Markdown: what would be done, to whom, where, by which calls, and why. Everything from the directory stands in blocks of code. */
export function planText(plan: Plan): string {
  const names = namesOf(plan);
  return [
    `# ${titleOf(plan)}`,
    meaningOf(plan),
    factsOf(plan),
    ...lookAlikesOf(plan),
    `## ${t('Organisations')}`,
    organisationsOf(plan, names),
    `## ${t('People and calls')}`,
    peopleOf(plan, names),
    '',
  ].join('\n\n');
}

/** What a plan does, in one line. */
export function titleOf({ verb, direction, items }: Plan): string {
  const count = numberText(items.length);
  if (verb === 'export') {
    return t('Plan: export the personal data of {0} inbound profiles', count);
  }
  return direction === 'inbound'
    ? t('Plan: remove the personal data of {0} inbound profiles', count)
    : t('Plan: remove {0} outbound references: our users’ data in other organisations', count);
}

function meaningOf({ verb, direction }: Plan): string {
  if (verb === 'export') {
    return t('What the tenant holds about these people of other organisations is written to the storage locations. Nothing is removed.');
  }
  const what =
    direction === 'inbound'
      ? t('The data that the tenant holds about these people of other organisations is removed. Their accounts at home are not touched.')
      : t('The data that other organisations hold about these users of ours is removed there, one call for each user and organisation.');
  return `${what} ${t('It cannot be undone. The service’s answer (204) says that it took the request, not that the data is gone.')}`;
}

function factsOf(plan: Plan): string {
  const { context, createdAt, createdBy, reason, sha256, items } = plan;
  const tenant = [context.tenantDisplayName, context.defaultDomainName, context.tenantId].filter((text) => text !== null);
  const seconds = secondsAtLimits(items.length);
  return columns([
    [t('Acted in'), tenant.join('  ')],
    [t('Cloud'), `${context.cloud}  ${context.graphEndpoint}`],
    [t('Signed in as'), actorName(context)],
    [t('App'), context.clientId],
    [t('Made'), t('{0} by {1}', utcText(createdAt), createdBy)],
    [t('Reason'), reason === '' ? '—' : reason],
    [t('Calls'), numberText(items.length)],
    ...(seconds > 0 ? [[t('Takes at least'), t('{0}, at the published limits', durationText(seconds))]] : []),
    ['SHA-256', sha256],
  ]);
}

function lookAlikesOf(plan: Plan): readonly string[] {
  const groups = lookAlikesAmong(plan.items);
  if (groups.length === 0) {
    return [];
  }
  const rows = groups.flatMap(({ why, people }, index) =>
    people.map(({ item }) => [
      `${index + 1})`,
      why === 'sameName' ? t('same name') : t('not what it looks like'),
      item.displayName ?? '',
      item.userPrincipalName ?? '',
      item.userId,
      externalTenantId(item),
    ]),
  );
  const head = ['', t('Why'), t('Name'), t('User principal name'), t('User id'), t('Organisation')];
  return [
    `## ${t('Look twice')}`,
    t('These names look alike or hide characters. Only the ids tell who is meant.'),
    columns([head, ...rows]),
  ];
}

function organisationsOf({ items, organisations }: Plan, names: Names): string {
  const counts = new Map<string, number>();
  for (const item of items) {
    const id = externalTenantId(item).toLowerCase();
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const domains = new Map(organisations.map(({ tenantId, defaultDomainName }) => [tenantId.toLowerCase(), defaultDomainName]));
  const rows = [...counts]
    .sort(([, left], [, right]) => right - left)
    .map(([id, count]) => [names.get(id) ?? '', domains.get(id) ?? '', id, numberText(count)]);
  return columns([[t('Name'), t('Domain'), t('Tenant id'), t('Calls')], ...rows]);
}

function peopleOf(plan: Plan, names: Names): string {
  const storage = plan.verb === 'export' ? [t('Storage location')] : [];
  const head = ['#', t('Name'), t('User principal name'), t('User id'), t('Organisation'), ...storage, t('Call')];
  return columns([head, ...plan.items.map((item, index) => personRow(item, index, names))]);
}

function personRow(item: PlanItem, index: number, names: Names): readonly string[] {
  const tenantId = externalTenantId(item);
  return [
    String(index + 1),
    item.displayName ?? '',
    item.userPrincipalName ?? '',
    item.userId,
    names.get(tenantId.toLowerCase()) ?? tenantId,
    ...(item.direction === 'inbound' && item.storage !== null ? [storageOf(item.storage)] : []),
    `${item.call.method} ${item.call.path}`,
  ];
}

function storageOf({ masked, make }: PlannedStorage): string {
  return make ? t('{0} (made first)', masked) : masked;
}

function namesOf({ organisations }: Plan): Names {
  return new Map(organisations.map(({ tenantId, displayName }) => [tenantId.toLowerCase(), displayName ?? tenantId]));
}
