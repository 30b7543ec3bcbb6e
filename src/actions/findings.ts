import type { OperationId } from '../graph/operation';
import { operation } from '../graph/operations';
import { exportLimits } from '../graph/throttleLimits';
import type { DirectoryRole, Permission } from '../graph/permissions';
import { contextDifferences } from './actingContext';
import type { ContextDifference } from './actingContext';
import { isPossible } from './createPlan';
import type { Plan } from './plan';
import { operationFor } from './plannedCall';
import type { ActionServices } from './services';
import type { TenantRecord } from './tenantRecord';

/** What a preflight found about the run as a whole. `block`: it must not start; `warn`: the person should know. */
export type Finding =
  | { readonly severity: 'block'; readonly kind: 'otherContext'; readonly differences: readonly ContextDifference[] }
  | { readonly severity: 'block'; readonly kind: 'notHere'; readonly cloud: string }
  | { readonly severity: 'block'; readonly kind: 'locked' }
  | {
      readonly severity: 'block' | 'warn';
      readonly kind: 'permissionMissing';
      readonly operation: OperationId;
      readonly anyOf: readonly Permission[];
    }
  | { readonly severity: 'warn'; readonly kind: 'roleMissing'; readonly operation: OperationId; readonly role: DirectoryRole }
  | { readonly severity: 'block'; readonly kind: 'dailyLimit'; readonly used: number; readonly wanted: number; readonly limit: number }
  | { readonly severity: 'block'; readonly kind: 'alreadyRun'; readonly run: string; readonly at: string; readonly unfinished: boolean }
  | { readonly severity: 'block'; readonly kind: 'nothingToDo' };

/** Everything about a plan that stands before reading anybody. */
export function findingsOf(plan: Plan, services: ActionServices, record: TenantRecord): readonly Finding[] {
  const differences = contextDifferences(plan.context, services.context);
  if (differences.length > 0) {
    return [{ severity: 'block', kind: 'otherContext', differences }];
  }
  return [
    ...(isPossible(services.context, plan) ? [] : [{ severity: 'block', kind: 'notHere', cloud: services.context.cloud } as const]),
    ...(services.unlocked() ? [] : [{ severity: 'block', kind: 'locked' } as const]),
    ...alreadyRun(plan, record),
    ...grants(plan, services),
    ...dailyLimit(plan, record),
  ];
}

function alreadyRun(plan: Plan, record: TenantRecord): readonly Finding[] {
  const run = record.runOfPlan(plan.sha256);
  const unfinished = run?.end?.how !== 'finished';
  return run === undefined ? [] : [{ severity: 'block', kind: 'alreadyRun', run: run.run, at: run.startedAt, unfinished }];
}

function grants(plan: Plan, services: ActionServices): readonly Finding[] {
  const granted = services.granted();
  const acting = operationFor(plan.verb, plan.direction);
  if (granted === undefined || acting === undefined) {
    return [];
  }
  const reading: OperationId = plan.direction === 'inbound' ? 'getInboundSharedUserProfile' : 'listOutboundTenants';
  const following: readonly OperationId[] = plan.verb === 'export' ? ['getDataPolicyOperation'] : [];
  const scheme = services.context.actor.kind === 'user' ? 'delegated' : 'application';
  const missing = (id: OperationId, severity: 'block' | 'warn'): readonly Finding[] => {
    const anyOf = operation(id).permissions[scheme];
    return anyOf.some((permission) => granted.permissions.includes(permission))
      ? []
      : [{ severity, kind: 'permissionMissing', operation: id, anyOf }];
  };
  return [
    ...missing(acting, 'block'),
    ...missing(reading, 'block'),
    ...following.flatMap((id) => missing(id, 'warn')),
    ...(scheme === 'delegated' ? roleMissing(acting, granted.roles) : []),
  ];
}

/** Which role a removal needs is not established: a missing one is said, and the service decides. */
function roleMissing(id: OperationId, roles: readonly DirectoryRole[] | undefined): readonly Finding[] {
  const role = operation(id).role;
  const enough = role === undefined || roles === undefined || roles.includes(role) || roles.includes('Global Administrator');
  return enough ? [] : [{ severity: 'warn', kind: 'roleMissing', operation: id, role }];
}

function dailyLimit(plan: Plan, record: TenantRecord): readonly Finding[] {
  const used = record.exportCount.ofTenant(new Date());
  const wanted = plan.items.length;
  const limit = exportLimits.perTenantPerDay;
  return plan.verb === 'export' && used + wanted > limit ? [{ severity: 'block', kind: 'dailyLimit', used, wanted, limit }] : [];
}
