import { isOverForUs } from '../acting/exportWords';
import type { TreeContext } from './facts';
import { nodePath, type ExportNode, type ExportsNode } from './nodes';

const shownAtOnce = 200;

/** The id of the group of exports of a tenant. */
export function exportsPath(contextId: string): string {
  return nodePath(contextId, 'exports');
}

export function exportsNode({ context, exports }: TreeContext): ExportsNode {
  const ended = exports.filter(isOverForUs).length;
  return { kind: 'exports', id: exportsPath(context.id), contextId: context.id, running: exports.length - ended, ended };
}

/** The exports of a tenant, running ones first, latest first. */
export function exportNodes({ context, exports }: TreeContext): readonly ExportNode[] {
  const latestFirst = [...exports].reverse();
  const inOrder = [...latestFirst.filter((each) => !isOverForUs(each)), ...latestFirst.filter(isOverForUs)];
  return inOrder.slice(0, shownAtOnce).map((followed) => ({
    kind: 'export',
    id: nodePath(context.id, 'exports', followed.run, followed.key),
    contextId: context.id,
    followed,
  }));
}
