import type { Context, LostContext } from './context';
import { isContextRecord, type ContextRecord } from './contextRecord';
import type { Host, Subscription } from './host';
import { isRemembered, rememberedOf } from './lostContext';
import { marksIn } from './secretMark';
import { SharedSecret, type Looked } from './sharedSecret';

const listKey = 'sharedProfiles.contexts';
const recordKey = (contextId: string): string => `sharedProfiles.context.${contextId}`;

const isIds = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every((each) => typeof each === 'string');

type Change = (current: ContextRecord) => ContextRecord;

/** The contexts as all windows share them, each a secret of its own, and a list of their ids. */
export class ContextStore {
  private readonly list: SharedSecret<readonly string[]>;
  private readonly records = new Map<string, SharedSecret<ContextRecord>>();

  constructor(private readonly host: Pick<Host, 'secrets' | 'lockDirectory' | 'log'>) {
    this.list = new SharedSecret(host, listKey, { isValue: isIds });
  }

  /** All contexts, in the order in which they were connected; those whose sign-in is lost say so, and keep no other away. Never throws. */
  async readAll(): Promise<readonly (Context | LostContext)[]> {
    const found = await Promise.all((await this.ids()).map((id) => this.contextOf(id)));
    return found.filter((context) => context !== undefined);
  }

  async read(contextId: string): Promise<ContextRecord | undefined> {
    const found = await this.look(contextId);
    return found.kind === 'kept' ? found.value : undefined;
  }

  async look(contextId: string): Promise<Looked<ContextRecord>> {
    const found = await this.record(contextId).look();
    return found.kind === 'kept' && found.value.context.id !== contextId ? { kind: 'none' } : found;
  }

  /** Keeps a context that has just been signed in, whatever was kept of it before. Throws SignInError when the secret store fails. */
  async keep(record: ContextRecord): Promise<void> {
    const { id } = record.context;
    await this.record(id).put(record);
    await this.changeList((ids) => (ids.includes(id) ? ids : [...ids, id]));
  }

  /** Changes a context as it lies there now; gives undefined, and changes nothing, when it has been signed out or in anew since. */
  async change(contextId: string, session: string, change: Change): Promise<ContextRecord | undefined> {
    const after = await this.record(contextId).update((current) => (current?.session === session ? change(current) : current));
    return after?.session === session ? after : undefined;
  }

  /** Remembers what the tenant of a context is called, for the day its sign-in is lost. */
  async nameTenant(contextId: string, tenantDisplayName: string): Promise<void> {
    await this.record(contextId).describe((before) => (isRemembered(before) ? { ...before, tenantDisplayName } : before));
  }

  /** Forgets a context; with `session` only when it has not been signed in anew since. Throws SignInError when the secret store fails. */
  async forget(contextId: string, session?: string): Promise<void> {
    const record = this.record(contextId);
    if (session === undefined) {
      await record.remove();
    } else if ((await record.update((current) => (current?.session === session ? undefined : current))) !== undefined) {
      return;
    }
    await this.changeList((ids) => (ids.includes(contextId) ? ids.filter((id) => id !== contextId) : ids));
  }

  /** Forgets in which order contexts were connected. Throws SignInError when the secret store fails. */
  async forgetOrder(): Promise<void> {
    await this.list.remove();
  }

  /** Calls `listener` when this or another window changed something. */
  onChange(listener: () => unknown): Subscription {
    return this.host.secrets.onDidChange(({ key }) => (key === listKey || key.startsWith(recordKey('')) ? listener() : undefined));
  }

  /** The list is for the order: what it does not have, because the secret store lost it, is known from the marks. */
  private async ids(): Promise<readonly string[]> {
    const list = await this.list.look();
    const marks = await marksIn(this.host.lockDirectory);
    const marked = marks.flatMap(({ state, about }) => (state === 'kept' && isRemembered(about) ? [about.id] : []));
    return [...new Set([...(list.kind === 'kept' ? list.value : []), ...marked])];
  }

  private async contextOf(contextId: string): Promise<Context | LostContext | undefined> {
    const found = await this.look(contextId);
    if (found.kind === 'kept') {
      return found.value.context;
    }
    return found.kind === 'lost' && isRemembered(found.about) && found.about.id === contextId
      ? { ...found.about, why: found.why }
      : undefined;
  }

  private async changeList(change: (ids: readonly string[]) => readonly string[]): Promise<void> {
    await this.list.update((ids = []) => change(ids)).catch(() => this.host.log('warning', 'The order of the sign-ins could not be kept.'));
  }

  private record(contextId: string): SharedSecret<ContextRecord> {
    const known = this.records.get(contextId);
    if (known !== undefined) {
      return known;
    }
    const made = new SharedSecret(this.host, recordKey(contextId), {
      isValue: isContextRecord,
      aboutOf: ({ context }, before) => rememberedOf(context, before),
    });
    this.records.set(contextId, made);
    return made;
  }
}
