import type { OperationId } from '../../../src/graph/operation';
import { operation } from '../../../src/graph/operations';
import type { TestSandbox } from '../../support/sandbox';
import { inboundList, outboundList, rowsOf } from './collect';

/** Values for the paths of every operation, taken from a running sandbox. */
export interface Subjects {
  readonly inboundUserId: string;
  readonly outboundUserId: string;
  readonly outboundTenantId: string;
}

export async function subjectsOf(sandbox: TestSandbox): Promise<Subjects> {
  const token = await sandbox.appToken();
  const inbound = await rowsOf(sandbox, `${inboundList}?$top=999`, token);
  const outbound = await rowsOf<{ readonly userId: string; readonly tenants: readonly { readonly tenantId: string }[] }>(
    sandbox,
    `${outboundList}?$expand=tenants&$top=999`,
    token,
  );
  const withSeveral = outbound.find(({ tenants }) => tenants.length > 1);
  return {
    inboundUserId: inbound[3]?.['userId'] ?? '',
    outboundUserId: withSeveral?.userId ?? '',
    outboundTenantId: withSeveral?.tenants[0]?.tenantId ?? '',
  };
}

export interface PreparedRequest {
  readonly path: string;
  readonly init: RequestInit;
}

const jsonHeaders = { 'Content-Type': 'application/json' };

/** A good request of an operation. `more` fills in what the sandbox cannot know before: an export's id, a storage location. */
export function requestOf(
  id: OperationId,
  subjects: Subjects,
  sandbox: TestSandbox,
  more: Readonly<Record<string, string>> = {},
): PreparedRequest {
  const { method, path, versions, bodyParameters } = operation(id);
  const outbound = path.includes('outbound');
  const values: Readonly<Record<string, string>> = {
    userId: outbound ? subjects.outboundUserId : subjects.inboundUserId,
    tenantId: outbound ? subjects.outboundTenantId : sandbox.tenantId('Contoso'),
    domainName: 'contoso.onmicrosoft.com',
    dataPolicyOperationId: '00000000-0000-4000-8000-000000000000',
    ...more,
  };
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
  const body =
    id === 'batch' ? { requests: [{ id: '1', method: 'GET', url: '/organization' }] } : { storageLocation: more['storageLocation'] };
  return {
    path: `/${versions.includes('beta') ? 'beta' : 'v1.0'}${filled}`,
    init: bodyParameters.length > 0 ? { method, headers: jsonHeaders, body: JSON.stringify(body) } : { method },
  };
}
