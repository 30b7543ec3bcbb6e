import { GraphError } from '../graph/errors';
import { entityReaders, readRow } from '../graph/rows';
import type { KnownTenant, TenantState } from '../profiles/tenantDirectory';
import type { JsonObject } from './documents';
import type { LineProblem } from './errors';
import type { Failure } from './failure';
import { failureFrom, RecordedError } from './failure';
import type { TenantNames } from '../profiles/tenantNames';
import type { TenantLookup } from './snapshot';
import { annotation } from './snapshotLines';

const nothing: TenantState = { kind: 'notAsked' };

function keyOf(tenantId: string): string {
  return tenantId.trim().toLowerCase();
}

/** What a snapshot knows of tenants, without asking anybody. */
export class SnapshotTenants implements TenantLookup, TenantNames {
  /** What a snapshot knows does not change. */
  readonly version = 0;
  readonly #states = new Map<string, TenantState>();

  /** What is known of these tenants now, kept as it is whatever is learnt later. */
  static of(tenantIds: readonly string[], tenants: TenantLookup): SnapshotTenants {
    return SnapshotTenants.from(tenantIds, (tenantId) => tenants.known(tenantId) ?? tenants.state(tenantId));
  }

  static from(tenantIds: readonly string[], stateOf: (tenantId: string) => TenantState): SnapshotTenants {
    const kept = new SnapshotTenants();
    for (const tenantId of tenantIds) {
      kept.#states.set(keyOf(tenantId), stateOf(tenantId));
    }
    return kept;
  }

  state(tenantId: string): TenantState {
    return this.#states.get(keyOf(tenantId)) ?? nothing;
  }

  known(tenantId: string): KnownTenant | undefined {
    const state = this.state(tenantId);
    return state.kind === 'known' ? state : undefined;
  }

  names(tenantId: string): readonly string[] {
    const information = this.known(tenantId)?.information;
    const names = [information?.displayName, information?.defaultDomainName, information?.federationBrandName];
    return names.filter((name): name is string => typeof name === 'string' && name !== '');
  }

  /** Takes a line of `tenants.jsonl`; gives the reason when it cannot be read. */
  take(line: JsonObject): LineProblem | undefined {
    const asked = line[annotation.asked] ?? line['tenantId'];
    const row = readRow(entityReaders.findTenantInformationByTenantId, withoutAnnotations(line));
    if (row.kind === 'unreadable' || typeof asked !== 'string') {
      return row.kind === 'unreadable' ? 'notARow' : 'noTenantAsked';
    }
    const readAt = timeOf(line[annotation.readAt]);
    const state =
      annotation.asked in line ? ({ kind: 'known', information: row.value, raw: row.raw, readAt } as const) : unknownState(line, readAt);
    this.#states.set(keyOf(asked), state);
    return undefined;
  }
}

function timeOf(value: unknown): number {
  return typeof value === 'string' ? Date.parse(value) : Number.NaN;
}

function withoutAnnotations(line: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(line).filter(([name]) => !name.startsWith('@sharedProfiles.')));
}

function unknownState(line: JsonObject, readAt: number): TenantState {
  const why = line[annotation.why];
  if (why === undefined) {
    return nothing;
  }
  const failure = failureFrom(why);
  if (line[annotation.notFound] !== true) {
    return { kind: 'failed', readAt, error: new RecordedError(failure), before: undefined };
  }
  return { kind: 'notFound', readAt, error: notFoundError(failure) };
}

/** The answer that there is no such tenant, as it was. */
export function notFoundError({ message, code, requestId, clientRequestId = '', date }: Failure): GraphError {
  const operation = 'findTenantInformationByTenantId';
  const ids = { clientRequestId, requestId, date };
  return new GraphError(message, { failure: 'refused', operation, executed: 'no', status: 404, ids, ...(code !== undefined && { code }) });
}
