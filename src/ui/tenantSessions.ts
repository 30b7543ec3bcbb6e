import { EventEmitter, type Disposable, type Event } from 'vscode';
import type { CallRecord } from '../graph/client';
import type { Permit } from '../graph/tokenSource';
import type { Context, LostContext } from '../signin/context';
import type { Contexts } from '../signin/contexts';
import { TenantSession, type SessionChange } from './tenantSession';

export interface SessionChanged {
  readonly contextId: string;
  readonly what: SessionChange;
}

/** The signed-in tenants of this window; follows the contexts. */
export class TenantSessions implements Disposable {
  readonly changed: Event<SessionChanged>;
  private readonly emitter = new EventEmitter<SessionChanged>();
  private readonly sessions = new Map<string, TenantSession>();
  private readonly following: { dispose(): unknown };
  private selectedId: string | undefined;

  constructor(
    private readonly contexts: Contexts,
    private readonly onCall: (record: CallRecord, contextId: string) => void,
    private readonly permitOfCase: (context: Context) => Permit,
  ) {
    this.changed = this.emitter.event;
    this.following = contexts.changed(() => this.follow());
    this.follow();
  }

  get all(): readonly TenantSession[] {
    return [...this.sessions.values()];
  }

  /** The remembered contexts in which nothing can be done before signing in again. */
  get lost(): readonly LostContext[] {
    return this.contexts.lost;
  }

  /** What a command from the palette is about: the tenant that was selected, or one of all. */
  get choices(): readonly TenantSession[] {
    const selected = this.selected;
    return selected === undefined ? this.all : [selected];
  }

  get selected(): TenantSession | undefined {
    return this.selectedId === undefined ? undefined : this.get(this.selectedId);
  }

  /** Chooses the tenant for commands from the palette; undefined to be asked again. */
  select(contextId: string | undefined): void {
    this.selectedId = contextId;
    this.emitter.fire({ contextId: contextId ?? '', what: 'context' });
  }

  get(contextId: string): TenantSession | undefined {
    return this.sessions.get(contextId);
  }

  dispose(): void {
    this.following.dispose();
    this.sessions.forEach((session) => session.dispose());
    this.emitter.dispose();
  }

  private follow(): void {
    const wanted = new Set(this.contexts.all.map(({ id }) => id));
    for (const [id, session] of this.sessions) {
      if (!wanted.has(id)) {
        session.dispose();
        this.sessions.delete(id);
      }
    }
    for (const context of this.contexts.all) {
      const { id: contextId } = context;
      const tell = (what: SessionChange): void => this.emitter.fire({ contextId, what });
      if (!this.sessions.has(contextId)) {
        const onCall = (record: CallRecord): void => this.onCall(record, contextId);
        this.sessions.set(contextId, new TenantSession(context, this.contexts, onCall, tell, this.permitOfCase));
      }
    }
    this.emitter.fire({ contextId: '', what: 'context' });
  }
}
