import { isContextRecord, type ContextRecord } from './contextRecord';
import type { Host, Subscription } from './host';
import { SharedSecret } from './sharedSecret';

const listKey = 'sharedProfiles.contexts';
const recordKey = (contextId: string): string => `sharedProfiles.context.${contextId}`;

const isIds = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every((each) => typeof each === 'string');

type Change = (current: ContextRecord) => ContextRecord;

/** The contexts as all windows share them, each a secret of its own, and a list of their ids. */
export class ContextStore {
  private readonly list: SharedSecret<readonly string[]>;
  private readonly records = new Map<string, SharedSecret<ContextRecord>>();

  constructor(private readonly host: Pick<Host, 'secrets' | 'lockDirectory' | 'log'>) {
    this.list = new SharedSecret(host, listKey, isIds);
  }

  /** All contexts that can be read, in the order in which they were connected. One that cannot be read does not keep the others away. */
  async readAll(): Promise<readonly ContextRecord[]> {
    const ids = (await this.list.read()) ?? [];
    const found = await Promise.all(ids.map((id) => this.read(id)));
    return found.filter((record) => record !== undefined);
  }

  async read(contextId: string): Promise<ContextRecord | undefined> {
    const record = await this.record(contextId).read();
    return record?.context.id === contextId ? record : undefined;
  }

  /** Keeps a context that has just been signed in, whatever was kept of it before. */
  async keep(record: ContextRecord): Promise<void> {
    const { id } = record.context;
    await this.record(id).update(() => record);
    await this.list.update((ids = []) => (ids.includes(id) ? ids : [...ids, id]));
  }

  /** Changes a context as it lies there now; gives undefined, and changes nothing, when it has been signed out or in anew since. */
  async change(contextId: string, session: string, change: Change): Promise<ContextRecord | undefined> {
    const after = await this.record(contextId).update((current) => (current?.session === session ? change(current) : current));
    return after?.session === session ? after : undefined;
  }

  /** Forgets a context; with `session` only when it has not been signed in anew since. */
  async forget(contextId: string, session?: string): Promise<void> {
    const left = await this.record(contextId).update((current) =>
      session === undefined || current?.session === session ? undefined : current,
    );
    if (left === undefined) {
      await this.list.update((ids) => ids?.filter((id) => id !== contextId));
    }
  }

  /** Calls `listener` when this or another window changed something. */
  onChange(listener: () => unknown): Subscription {
    return this.host.secrets.onDidChange(({ key }) => (key === listKey || key.startsWith(recordKey('')) ? listener() : undefined));
  }

  private record(contextId: string): SharedSecret<ContextRecord> {
    const known = this.records.get(contextId);
    if (known !== undefined) {
      return known;
    }
    const made = new SharedSecret(this.host, recordKey(contextId), isContextRecord);
    this.records.set(contextId, made);
    return made;
  }
}
