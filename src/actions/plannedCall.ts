import type { OperationId } from '../graph/operation';
import { operation } from '../graph/operations';
import { relativeUrl } from '../graph/requestUrl';
import { isGraphError } from './errorKinds';
import type { Direction, PlannedCall, Verb } from './plan';

/** The operation that carries a verb out in a direction; undefined when Graph has none (there is no outbound export). */
export function operationFor(verb: Verb, direction: Direction): OperationId | undefined {
  if (verb === 'remove') {
    return direction === 'inbound' ? 'removeInboundPersonalData' : 'removeOutboundPersonalData';
  }
  return direction === 'inbound' ? 'exportInboundPersonalData' : undefined;
}

/** The call of the operation table with its ids filled in and encoded as it will be sent; an empty path when an id cannot be sent. */
export function plannedCall(id: OperationId, values: Readonly<Record<string, string>>): PlannedCall {
  const row = operation(id);
  return { operation: id, method: 'POST', path: pathOf(() => `/${row.versions[0] ?? ''}${relativeUrl(row, values)}`) };
}

function pathOf(make: () => string): string {
  try {
    return make();
  } catch (error) {
    if (isGraphError(error) && error.details.failure === 'invalid') {
      return '';
    }
    throw error;
  }
}
