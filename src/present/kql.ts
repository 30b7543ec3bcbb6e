import { t } from '@vscode/l10n';
import { operation, operationIds } from '../graph/operations';
import { kqlQuote } from './quotes';

export interface KqlPerson {
  readonly userId: string;
  readonly tenantId: string;
}

/** Whom the queries ask for. `tenantId` of a person: the home tenant inbound, the external tenant outbound. Without people, whole tenants. */
export interface KqlSelection {
  readonly direction: 'inbound' | 'outbound';
  readonly tenants: readonly string[];
  readonly people: readonly KqlPerson[];
  /** UTC, ISO 8601; thirty days back when it is left out. */
  readonly since?: string;
}

/** The portal takes longer queries badly, and `has_any` at most 10,000 values. Source: Kusto, has_any operator. */
const mostValues = 1000;

function chunks<T>(values: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(values.length / mostValues) }, (_, index) =>
    values.slice(index * mostValues, (index + 1) * mostValues),
  );
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values.map((value) => value.toLowerCase()))];
}

function sinceLine({ since }: KqlSelection): string {
  return since === undefined ? 'let since = ago(30d);' : `let since = datetime(${new Date(since).toISOString()});`;
}

function numbered(title: string, queries: readonly string[]): readonly string[] {
  const heading = (index: number): string => (queries.length === 1 ? title : t('{0} (part {1} of {2})', title, index + 1, queries.length));
  return queries.map((query, index) => `// ${heading(index)}\n${query}`);
}

const signInColumns =
  '| project TimeGenerated, CrossTenantAccessType, HomeTenantId, ResourceTenantId, UserId, UserPrincipalName, AppDisplayName, IPAddress, ResultType, CorrelationId';

const signIns = [
  'union SigninLogs, AADNonInteractiveUserSignInLogs',
  '| where TimeGenerated > since',
  '| where CrossTenantAccessType == "b2bDirectConnect"',
];

function tenantColumn({ direction }: KqlSelection): 'HomeTenantId' | 'ResourceTenantId' {
  return direction === 'inbound' ? 'HomeTenantId' : 'ResourceTenantId';
}

function peopleTable(people: readonly KqlPerson[], column: string): string {
  const rows = people.map(({ tenantId, userId }) => `  ${kqlQuote(tenantId.toLowerCase())}, ${kqlQuote(userId.toLowerCase())}`);
  return `let people = datatable(${column}: string, UserId: string) [\n${rows.join(',\n')}\n];`;
}

function list(name: string, values: readonly string[]): string {
  return `let ${name} = dynamic([\n${values.map((value) => `  ${kqlQuote(value)}`).join(',\n')}\n]);`;
}

/** `SigninLogs` by tenant and user. Who does not sign in while the logs are kept is not in them. */
export function signInQueries(selection: KqlSelection): readonly string[] {
  const column = tenantColumn(selection);
  const byPerson = chunks(selection.people).map((people) => [
    peopleTable(people, column),
    ...signIns,
    `| extend ${column} = tolower(${column}), UserId = tolower(UserId)`,
    `| lookup kind=inner people on ${column}, UserId`,
  ]);
  const byTenant = chunks(distinct(selection.tenants)).map((tenants) => [
    list('tenants', tenants),
    ...signIns,
    `| where ${column} in~ (tenants)`,
  ]);
  const queries = (selection.people.length > 0 ? byPerson : byTenant).map((lines) =>
    [sinceLine(selection), ...lines, signInColumns].join('\n'),
  );
  return numbered(t('Sign-ins over B2B direct connect. Not being here does not mean not being affected.'), queries);
}

/** The collections that the operation table reaches. */
function collections({ direction }: KqlSelection): readonly string[] {
  const names = operationIds.flatMap((id) => /^\/directory\/(\w+SharedUserProfiles)/.exec(operation(id).path)?.slice(1) ?? []);
  return [...new Set(names)].filter((name) => name.startsWith(direction));
}

/** `MicrosoftGraphActivityLogs`: what was done to these endpoints, and by whom. */
export function graphActivityQueries(selection: KqlSelection): readonly string[] {
  const names = collections(selection);
  const head = [
    sinceLine(selection),
    'MicrosoftGraphActivityLogs',
    '| where TimeGenerated > since',
    `| where RequestUri has_any (${names.map(kqlQuote).join(', ')})`,
    `| extend ProfileUserId = tolower(url_decode(extract(@"(?:${names.join('|')})(?:/|\\('?(?:userId='?)?)([^/?')]+)", 1, RequestUri)))`,
  ];
  const columns =
    '| project TimeGenerated, RequestMethod, RequestUri, ProfileUserId, ResponseStatusCode, AppId, UserId, ServicePrincipalId, IPAddress, UserAgent, RequestId, ClientRequestId';
  const users = distinct(selection.people.map(({ userId }) => userId));
  const queries =
    users.length === 0
      ? [[...head, columns].join('\n')]
      : chunks(users).map((some) => [list('users', some), ...head, '| where ProfileUserId in (users)', columns].join('\n'));
  return numbered(t('What was done to shared user profiles through Microsoft Graph'), queries);
}

/** `AuditLogs` with these ids anywhere in them. */
export function auditQueries(selection: KqlSelection): readonly string[] {
  const ids = selection.people.length > 0 ? selection.people.map(({ userId }) => userId) : selection.tenants;
  const queries = chunks(distinct(ids)).map((some) =>
    [
      sinceLine(selection),
      list('ids', some),
      'AuditLogs',
      '| where TimeGenerated > since',
      '| where tostring(TargetResources) has_any (ids) or tostring(InitiatedBy) has_any (ids) or tostring(AdditionalDetails) has_any (ids)',
      '| project TimeGenerated, OperationName, Category, Result, InitiatedBy, TargetResources, CorrelationId',
    ].join('\n'),
  );
  return numbered(t('Directory audit entries that name them'), queries);
}

/** All queries for a selection, a blank line between them, as Log Analytics tells queries apart. */
export function kqlFor(selection: KqlSelection): string {
  return `${[...signInQueries(selection), ...graphActivityQueries(selection), ...auditQueries(selection)].join('\n\n')}\n`;
}
