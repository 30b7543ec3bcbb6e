import type { OperationId } from '../graph/operation';
import { operation } from '../graph/operations';
import type { Direction, PlannedCall, Verb } from './plan';

/** The operation that carries a verb out in a direction; undefined when Graph has none (there is no outbound export). */
export function operationFor(verb: Verb, direction: Direction): OperationId | undefined {
  if (verb === 'remove') {
    return direction === 'inbound' ? 'removeInboundPersonalData' : 'removeOutboundPersonalData';
  }
  return direction === 'inbound' ? 'exportInboundPersonalData' : undefined;
}

/** The call of the operation table with its ids filled in and percent-encoded. */
export function plannedCall(id: OperationId, values: Readonly<Record<string, string>>): PlannedCall {
  const row = operation(id);
  const path = row.path.replace(/\{(\w+)\}/g, (_whole, name: string) => encodeURIComponent(values[name] ?? ''));
  return { operation: id, method: 'POST', path: `/${row.versions[0] ?? 'beta'}${path}` };
}
