import type { Finding } from './findings';
import { externalTenantId } from './plan';
import type { Plan, PlanItem } from './plan';
import { lookAlikesAmong } from './lookAlikesAmong';
import type { LookAlikes } from './lookAlikesAmong';
import type { CheckedItem, Preflight } from './preflight';
import type { ActionServices } from './services';

export interface Organisation {
  readonly tenantId: string;
  readonly displayName: string | null;
  readonly defaultDomainName: string | null;
}

/** A text that must be typed, letter for letter (case and outer blanks aside), before anything happens. */
export interface TypedAnswer {
  readonly what: 'externalTenant' | 'actedInTenant' | 'count' | 'overCap';
  readonly expected: string;
}

/** What a person must see and type before a run. Nothing in it can be switched off. */
export interface Confirmation {
  readonly plan: Plan;
  readonly people: readonly PlanItem[];
  /** Items of the plan that will not be touched, with why. */
  readonly leftOut: readonly CheckedItem[];
  /** What the person should know of the run as a whole. */
  readonly warnings: readonly Finding[];
  readonly actedIn: Organisation;
  /** Home tenants (inbound) or holding tenants (outbound) of the people, most people first. */
  readonly externals: readonly (Organisation & { readonly count: number })[];
  readonly lookAlikes: readonly LookAlikes[];
  readonly capPerRun: number;
  readonly overCap: boolean;
  readonly estimatedSeconds: number;
  /** Empty for one person: there the dialog names the person. */
  readonly typed: readonly TypedAnswer[];
}

const proof: unique symbol = Symbol('confirmed');

/** The person said yes to exactly these items of this plan. Made only by `confirm`. */
export interface Confirmed {
  readonly [proof]: true;
  readonly preflight: Preflight;
}

export type ConfirmAnswer =
  | { readonly kind: 'confirmed'; readonly confirmed: Confirmed }
  | { readonly kind: 'blocked' }
  | { readonly kind: 'notAsExpected'; readonly answer: TypedAnswer };

/** Says what must be shown and typed for what a preflight found ready. */
export function confirmationOf(preflight: Preflight, services: ActionServices): Confirmation {
  const { plan, ready } = preflight;
  const { tenantId, tenantDisplayName, defaultDomainName } = services.context;
  const actedIn: Organisation = { tenantId, displayName: tenantDisplayName, defaultDomainName };
  const externals = externalsOf(plan, ready);
  const overCap = ready.length > services.policy.capPerRun;
  return {
    plan,
    people: ready,
    leftOut: preflight.items.filter(({ readiness }) => readiness.kind !== 'ready'),
    warnings: preflight.findings.filter(({ severity }) => severity === 'warn'),
    actedIn,
    externals,
    lookAlikes: lookAlikesAmong(ready),
    capPerRun: services.policy.capPerRun,
    overCap,
    estimatedSeconds: preflight.estimatedSeconds,
    typed: ready.length > 1 || overCap ? typedAnswers(plan, ready.length, actedIn, externals, overCap) : [],
  };
}

/** Takes the typed answers, in the order asked for. Anything missing or different confirms nothing. */
export function confirm(preflight: Preflight, confirmation: Confirmation, answers: readonly string[]): ConfirmAnswer {
  if (preflight.blocked || preflight.ready.length === 0 || confirmation.plan.sha256 !== preflight.plan.sha256) {
    return { kind: 'blocked' };
  }
  const wrong = confirmation.typed.find((answer, index) => !isAsExpected(answer, answers[index]));
  return wrong === undefined ? { kind: 'confirmed', confirmed: { [proof]: true, preflight } } : { kind: 'notAsExpected', answer: wrong };
}

/** Whether a typed text is the expected one. */
export function isAsExpected(answer: TypedAnswer, typed: string | undefined): boolean {
  return typed?.trim().toLowerCase() === answer.expected.toLowerCase();
}

function typedAnswers(
  plan: Plan,
  count: number,
  actedIn: Organisation,
  externals: readonly Organisation[],
  overCap: boolean,
): readonly TypedAnswer[] {
  const [only, ...others] = externals;
  const tenant: TypedAnswer =
    only !== undefined && others.length === 0
      ? { what: 'externalTenant', expected: typeable(only) }
      : { what: 'actedInTenant', expected: typeable(actedIn) };
  const people: TypedAnswer = { what: 'count', expected: String(count) };
  const cap: TypedAnswer = { what: 'overCap', expected: `${plan.verb} ${count} in ${typeable(actedIn)}` };
  return overCap ? [tenant, people, cap] : [tenant, people];
}

/** The domain where it can be typed and is what it looks like; otherwise the id. */
function typeable({ tenantId, defaultDomainName }: Organisation): string {
  return defaultDomainName !== null && /^[a-z0-9.-]+$/i.test(defaultDomainName) ? defaultDomainName : tenantId;
}

function externalsOf(plan: Plan, people: readonly PlanItem[]): readonly (Organisation & { readonly count: number })[] {
  const counts = new Map<string, number>();
  for (const item of people) {
    const tenantId = externalTenantId(item).toLowerCase();
    counts.set(tenantId, (counts.get(tenantId) ?? 0) + 1);
  }
  const names = new Map(plan.organisations.map((organisation) => [organisation.tenantId.toLowerCase(), organisation]));
  return [...counts]
    .map(([tenantId, count]) => ({
      tenantId,
      displayName: names.get(tenantId)?.displayName ?? null,
      defaultDomainName: names.get(tenantId)?.defaultDomainName ?? null,
      count,
    }))
    .sort((left, right) => right.count - left.count || (left.tenantId < right.tenantId ? -1 : 1));
}
