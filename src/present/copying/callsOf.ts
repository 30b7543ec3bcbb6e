import type { Plan } from '../../actions/plan';
import type { OperationId } from '../../graph/operation';
import type { CopiedCall, CopyContext } from '../copiedCall';
import type { TreeNode } from '../tree/nodes';

/** Kinds of nodes for which there are calls to copy. */
export const callKinds = [
  'context',
  'inbound',
  'outbound',
  'homeTenant',
  'inboundProfile',
  'outboundUser',
  'externalTenant',
  'tenantReference',
] as const;

export type CallNode = Extract<TreeNode, { readonly kind: (typeof callKinds)[number] }>;

/** One operation on everything that was chosen. */
export interface CopyChoice {
  readonly operation: OperationId;
  readonly calls: readonly CopiedCall[];
}

const call = (operation: OperationId, path: Readonly<Record<string, string>> = {}): CopiedCall => ({ operation, path });

function callsOfNode(node: CallNode): readonly CopiedCall[] {
  switch (node.kind) {
    case 'context':
      return [
        call('listInboundSharedUserProfiles'),
        call('listOutboundSharedUserProfiles'),
        call('listOrganization'),
        call('findTenantInformationByTenantId', { tenantId: node.context.tenantId }),
      ];
    case 'inbound':
      return [call('listInboundSharedUserProfiles')];
    case 'outbound':
      return [call('listOutboundSharedUserProfiles')];
    case 'homeTenant':
    case 'externalTenant':
      return [call('findTenantInformationByTenantId', { tenantId: node.tenantId })];
    case 'inboundProfile': {
      const { userId } = node.profile;
      return [
        call('getInboundSharedUserProfile', { userId }),
        call('exportInboundPersonalData', { userId }),
        call('removeInboundPersonalData', { userId }),
      ];
    }
    case 'outboundUser': {
      const { userId } = node;
      return [call('getOutboundSharedUserProfile', { userId }), call('listOutboundTenants', { userId })];
    }
    case 'tenantReference': {
      const { userId, tenantId } = node;
      return [
        call('listOutboundTenants', { userId }),
        call('removeOutboundPersonalData', { userId, tenantId }),
        call('findTenantInformationByTenantId', { tenantId }),
      ];
    }
  }
}

/** What can be copied of the chosen nodes: every operation that all of them have, with the calls in their order, each once. */
export function copyChoices(nodes: readonly CallNode[]): readonly CopyChoice[] {
  const all = nodes.map(callsOfNode);
  const [first = []] = all;
  return first
    .filter(({ operation }) => all.every((calls) => calls.some((each) => each.operation === operation)))
    .map(({ operation }) => ({ operation, calls: distinct(all.flat().filter((each) => each.operation === operation)) }));
}

function distinct(calls: readonly CopiedCall[]): readonly CopiedCall[] {
  return [...new Map(calls.map((each) => [JSON.stringify(each.path), each])).values()];
}

/** The calls of a plan, in its order. */
export function callsOfPlan({ items }: Plan): readonly CopiedCall[] {
  return items.map((item) =>
    item.direction === 'inbound'
      ? call(item.call.operation, { userId: item.userId })
      : call(item.call.operation, { userId: item.userId, tenantId: item.tenantId }),
  );
}

/** Where the calls of a plan go. */
export function copyContextOf({ context }: Plan): CopyContext {
  const { cloud, graphEndpoint, tenantId, clientId, actor } = context;
  return {
    environment: cloud === 'Sandbox' ? { kind: 'sandbox', origin: graphEndpoint } : { kind: 'cloud', cloud },
    tenantId,
    clientId,
    authType: actor.kind === 'app' ? 'AppOnly' : 'Delegated',
  };
}
