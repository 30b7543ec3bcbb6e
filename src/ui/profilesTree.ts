import { EventEmitter, type Event, type TreeDataProvider, type TreeItem } from 'vscode';
import type { OutboundGrouping } from '../present/contract';
import { childrenOf, contextNode, lostContextNode } from '../present/tree/children';
import type { TreeContext } from '../present/tree/facts';
import type { TreeNode } from '../present/tree/nodes';
import { exportsPath } from '../present/tree/exportNodes';
import { refreshed, tenantsNamedBelow } from '../present/tree/refreshed';
import { lostError } from '../signin/lostContext';
import type { ProfilesFilter } from './finding/treeFilter';
import type { TenantSession } from './tenantSession';
import type { SessionChanged, TenantSessions } from './tenantSessions';
import { resolveItem, treeItemOf } from './treeItem';

/** The first change shows at once, those that follow it together. */
const redrawEveryMs = 100;

/** A list that is being read changes with every page; drawing each would take rows away from under the pointer. */
const redrawWhileReadingMs = 1000;

/** Names come one by one; drawing for each of them would take rows away from under the pointer. */
const redrawForNamesAfterMs = 700;
const tickMs = 1000;

/** The tree over the signed-in tenants. Asks for lists and names when somebody opens what they are needed for. */
export class ProfilesTree implements TreeDataProvider<TreeNode> {
  readonly onDidChangeTreeData: Event<TreeNode[] | undefined>;
  private readonly emitter = new EventEmitter<TreeNode[] | undefined>();
  private readonly drawn = new Map<string, TreeNode>();
  private readonly dirty = new Set<TreeNode | undefined>();
  private readonly listening: readonly { dispose(): unknown }[];
  private redrawing: { readonly at: number; readonly timer: NodeJS.Timeout } | undefined;
  private ticking: NodeJS.Timeout | undefined;
  private readonly stages = new Map<string, string | undefined>();
  private drawnAt = 0;

  constructor(
    private readonly sessions: TenantSessions,
    private grouping: OutboundGrouping,
    private readonly filter: ProfilesFilter,
  ) {
    this.onDidChangeTreeData = this.emitter.event;
    this.listening = [
      sessions.changed((change) => this.redraw(change)),
      filter.changed((contextIds) => {
        contextIds.forEach((contextId) => this.redraw({ contextId, what: 'inbound' }));
        contextIds.forEach((contextId) => this.redraw({ contextId, what: 'outbound' }));
      }),
    ];
  }

  groupOutboundBy(grouping: OutboundGrouping): void {
    this.grouping = grouping;
    this.sessions.all.forEach(({ context }) => this.redraw({ contextId: context.id, what: 'outbound' }));
  }

  getTreeItem(node: TreeNode): TreeItem {
    return treeItemOf(this.current(node));
  }

  resolveTreeItem(item: TreeItem, node: TreeNode): TreeItem {
    return resolveItem(item, this.current(node));
  }

  getChildren(node?: TreeNode): TreeNode[] {
    if (node === undefined) {
      return [
        ...this.sessions.all.map((session) => this.keep(contextNode(session))),
        ...this.sessions.lost.map((lost) => lostContextNode(lost, lostError(lost))),
      ];
    }
    const session = this.sessions.get(node.contextId);
    return session === undefined ? [] : this.open(this.current(node), session);
  }

  dispose(): void {
    clearTimeout(this.redrawing?.timer);
    clearTimeout(this.ticking);
    this.listening.forEach((each) => each.dispose());
    this.emitter.dispose();
  }

  private open(node: TreeNode, session: TenantSession): TreeNode[] {
    if (node.kind === 'context') {
      session.askNames([session.context.tenantId]);
      void session.profiles.load('inbound');
    }
    if ((node.kind === 'inbound' || node.kind === 'outbound') && session[node.kind].kind === 'notLoaded') {
      void session.profiles.load(node.kind);
    }
    const children = childrenOf(node, this.shownOf(session), this.grouping);
    session.askNames(tenantsNamedBelow(node, children, session));
    return children.map((child) => this.keep(child));
  }

  private shownOf(session: TenantSession): TreeContext {
    const filter = this.filter.filterOf(session);
    if (filter === undefined) {
      return session;
    }
    const { context, unlocked, circumstances, inbound, outbound, exports } = session;
    const facts = {
      namesOf: session.namesOf.bind(session),
      fateOf: session.fateOf.bind(session),
    };
    return { context, unlocked, circumstances, inbound, outbound, exports, ...facts, filter };
  }

  private keep(node: TreeNode): TreeNode {
    if (['context', 'inbound', 'outbound', 'exports'].includes(node.kind)) {
      this.drawn.set(node.id, node);
    }
    return node;
  }

  private current(node: TreeNode): TreeNode {
    const session = this.sessions.get(node.contextId);
    return session === undefined ? node : refreshed(node, this.shownOf(session), this.grouping);
  }

  private redraw({ contextId, what }: SessionChanged): void {
    if (what === 'context') {
      this.dirty.add(undefined);
    }
    for (const node of this.drawn.values()) {
      if (node.contextId === contextId && this.isTouched(node, what)) {
        this.dirty.add(node);
      }
    }
    const everyMs = this.isProgress(contextId, what) ? redrawWhileReadingMs : redrawEveryMs;
    this.redrawWithin(what === 'names' ? redrawForNamesAfterMs : Math.max(0, this.drawnAt + everyMs - Date.now()));
  }

  /** Whether a list has only more of what it had: its first page, its end and a wait are something else. */
  private isProgress(contextId: string, what: SessionChanged['what']): boolean {
    const collection = what === 'inbound' || what === 'outbound' ? this.sessions.get(contextId)?.[what] : undefined;
    if (collection === undefined) {
      return false;
    }
    const isReading = collection.kind === 'loading';
    const stage = isReading ? JSON.stringify([collection.profiles === undefined, collection.waiting?.resumesAt]) : undefined;
    const before = this.stages.get(`${contextId} ${what}`);
    this.stages.set(`${contextId} ${what}`, stage);
    return stage !== undefined && stage === before;
  }

  /** The group of exports is drawn in its tenant when there is a first one, by itself from then on. */
  private isTouched({ kind, contextId }: TreeNode, what: SessionChanged['what']): boolean {
    if (what !== 'exports') {
      return kind === what || what === 'names' || (what === 'fates' && kind !== 'context');
    }
    return kind === 'exports' || (kind === 'context' && !this.drawn.has(exportsPath(contextId)));
  }

  private redrawWithin(delayMs: number): void {
    const at = Date.now() + delayMs;
    if (this.redrawing === undefined || at < this.redrawing.at) {
      clearTimeout(this.redrawing?.timer);
      this.redrawing = { at, timer: setTimeout(() => this.flush(), delayMs) };
    }
  }

  private flush(): void {
    clearTimeout(this.redrawing?.timer);
    const dirty = [...this.dirty];
    this.dirty.clear();
    this.redrawing = undefined;
    if (dirty.length > 0) {
      this.drawnAt = Date.now();
      this.emitter.fire(dirty.includes(undefined) ? undefined : dirty.filter((node) => node !== undefined));
    }
    this.ticking ??= this.waiting().length > 0 ? setTimeout(() => this.tick(), tickMs) : undefined;
  }

  /** Draws the countdown of lists that wait. */
  private tick(): void {
    this.ticking = undefined;
    this.waiting().forEach((node) => this.dirty.add(node));
    this.flush();
  }

  private waiting(): readonly TreeNode[] {
    return [...this.drawn.values()].filter((node) => isWaiting(this.current(node)));
  }
}

function isWaiting(node: TreeNode): boolean {
  const reading = node.kind === 'inbound' || node.kind === 'outbound' ? node.reading : undefined;
  return reading?.kind === 'reading' && reading.resumesAt !== undefined;
}
