import { GraphError } from '../../graph/errors';
import { operation, operationIds } from '../../graph/operations';
import { explain } from '../../present/explain';
import { diagnosisOf } from '../../present/requests/diagnosis';
import { outcomeOf } from '../../present/requests/requestText';
import { numberOf, optionalTextOf, wordOf, type ToolInput } from '../../present/tools/toolInput';
import type { ToolAnswer } from '../../present/tools/toolAnswer';
import type { TenantSession } from '../tenantSession';
import { sessionOf, whereOf, type ToolParts, type ToolRun } from './toolParts';

function lastRefusal(session: TenantSession, { recent }: ToolParts): ToolAnswer {
  const call = recent.all.find(
    ({ contextId, record }) => contextId === session.context.id && (record.failure !== undefined || (record.status ?? 0) >= 400),
  );
  if (call === undefined) {
    return { facts: { ...whereOf(session), whatHappened: 'no call of this window was refused' } };
  }
  const { record } = call;
  const { whatHappened, whatNext } = diagnosisOf(record, session.circumstances);
  const needs = needsOf(record.operation);
  return {
    facts: { ...whereOf(session), call: `${record.method} ${record.path}`, outcome: outcomeOf(record), whatHappened, whatNext, ...needs },
  };
}

function needsOf(id: (typeof operationIds)[number]): Readonly<Record<string, string>> {
  const { permissions, role, title } = operation(id);
  return {
    operation: title,
    delegatedPermissionsLeastFirst: permissions.delegated.join(', '),
    applicationPermissionsLeastFirst: permissions.application.join(', '),
    role: role ?? 'none',
  };
}

function explained(session: TenantSession, input: ToolInput): ToolAnswer {
  const id = wordOf(input, 'operation', operationIds);
  const status = numberOf(input, 'status', 403, 599);
  const refusal = new GraphError('refused', { failure: 'refused', operation: id, executed: 'no', status });
  const { whatHappened, whatNext } = explain(refusal, session.circumstances);
  return { facts: { ...whereOf(session), status, whatHappened, whatNext, ...needsOf(id) } };
}

/** Why a call was refused: the last one of this window, or any operation with a status. */
export const explainRefusal: ToolRun = (input, parts) => {
  const session = sessionOf(input, parts);
  return Promise.resolve(optionalTextOf(input, 'operation') === undefined ? lastRefusal(session, parts) : explained(session, input));
};
