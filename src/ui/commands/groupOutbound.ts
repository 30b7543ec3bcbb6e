import { contextKeys, type OutboundGrouping } from '../../present/contract';
import { setContextKey } from '../contextKey';
import type { Command } from '../targets';

export interface GroupParts {
  readonly tree: { groupOutboundBy(grouping: OutboundGrouping): void };
  readonly remember: (grouping: OutboundGrouping) => PromiseLike<void>;
}

export function groupOutbound({ tree, remember }: GroupParts, grouping: OutboundGrouping): Command {
  return async () => {
    tree.groupOutboundBy(grouping);
    await setContextKey(contextKeys.outboundGrouping, grouping);
    await remember(grouping);
  };
}
