import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { signInError } from './failure';
import type { Host } from './host';
import { underLock } from './lockFile';
import { readMark, writeMark, type Mark } from './secretMark';

const patienceMs = 2_000;

interface Stored<T> {
  readonly version: number;
  readonly value: T;
}

/** What a look came to. `lost`: the mark says that it is kept, but the store does not give it, or fails. */
export type Looked<T> =
  | { readonly kind: 'kept'; readonly value: T }
  | { readonly kind: 'none' }
  | { readonly kind: 'lost'; readonly why: 'missing' | 'unreadable'; readonly about: unknown };

interface Form<T> {
  readonly isValue: (value: unknown) => value is T;
  /** What may be said of a value in plain sight, given what was said before. */
  readonly aboutOf?: (value: T, before: unknown) => unknown;
}

/**
 * One value in the secret store that several windows change. The store has no transaction, and what another window wrote can arrive
 * late: so every change is made under a lock, on the newest value (the mark tells its number), and written only when it changed
 * something. A removal leaves its mark, so that nobody brings the value back.
 */
export class SharedSecret<T> {
  private last: Promise<unknown> = Promise.resolve();
  private readonly name: string;

  constructor(
    private readonly host: Pick<Host, 'secrets' | 'lockDirectory' | 'log'>,
    readonly key: string,
    private readonly form: Form<T>,
  ) {
    this.name = createHash('sha256').update(key).digest('hex').slice(0, 32);
  }

  /** The value as this window sees it now. What was written a moment ago is waited for. Never throws. */
  async look(): Promise<Looked<T>> {
    const mark = await this.mark();
    try {
      const stored = mark?.state === 'kept' ? await this.caughtUp(mark, (mark.at ?? 0) + patienceMs) : await this.stored();
      if (stored === undefined) {
        return mark?.state === 'kept' ? { kind: 'lost', why: 'missing', about: mark.about } : { kind: 'none' };
      }
      const removed = mark?.state === 'gone' && stored.version <= mark.version;
      return removed ? { kind: 'none' } : { kind: 'kept', value: stored.value };
    } catch {
      return mark?.state === 'gone' ? { kind: 'none' } : { kind: 'lost', why: 'unreadable', about: mark?.about };
    }
  }

  /**
   * Changes the value: `change` gets the newest one and gives the next, `undefined` to remove it, or the same to leave it.
   * Gives the value afterwards. Throws SignInError when the secret store fails.
   */
  update(change: (current: T | undefined) => T | undefined): Promise<T | undefined> {
    return this.inTurn(() => this.changeNow(change));
  }

  /** Puts a value in the place of whatever is there, readable or not. Throws SignInError when the secret store fails. */
  put(value: T): Promise<void> {
    return this.inTurn(async () => {
      const [mark, stored] = [await this.mark(), await this.stored().catch(() => undefined)];
      await this.write(nextVersion(mark, stored), value, mark);
    });
  }

  /** Removes the value, readable or not. Throws SignInError when the secret store fails. */
  remove(): Promise<void> {
    return this.inTurn(async () => {
      const [mark, stored] = [await this.mark(), await this.stored().catch(() => undefined)];
      await this.clear(nextVersion(mark, stored));
    });
  }

  /** Changes what is said of the value in plain sight; the value stays as it is, and nobody is told. */
  describe(change: (before: unknown) => unknown): Promise<void> {
    return this.inTurn(async () => {
      const mark = await this.mark();
      if (mark?.state === 'kept') {
        await this.setMark({ ...mark, about: change(mark.about) });
      }
    });
  }

  private inTurn<R>(deed: () => Promise<R>): Promise<R> {
    const next = this.last.then(() => underLock(this.host.lockDirectory, this.name, deed));
    this.last = next.catch(() => undefined);
    return next;
  }

  private async changeNow(change: (current: T | undefined) => T | undefined): Promise<T | undefined> {
    const mark = await this.mark();
    const stored = await this.newest(mark);
    const current = stored?.value;
    const next = change(current);
    if (next === current) {
      return current;
    }
    const version = nextVersion(mark, stored);
    await (next === undefined ? this.clear(version) : this.write(version, next, mark));
    return next;
  }

  private async write(version: number, value: T, before: Mark | undefined): Promise<void> {
    await working(() => this.host.secrets.store(this.key, JSON.stringify({ version, value } satisfies Stored<T>)));
    await this.setMark({ version, state: 'kept', at: Date.now(), about: this.form.aboutOf?.(value, before?.about) });
  }

  private async clear(version: number): Promise<void> {
    await this.setMark({ version, state: 'gone' });
    await working(() => this.host.secrets.delete(this.key));
  }

  private async newest(mark: Mark | undefined): Promise<Stored<T> | undefined> {
    if (mark?.state === 'gone') {
      const found = await this.stored();
      return found !== undefined && found.version > mark.version ? found : undefined;
    }
    return mark === undefined ? this.stored() : this.caughtUp(mark, Date.now() + patienceMs);
  }

  /** Waits until this window's view of the store has what the mark promises. */
  private async caughtUp(mark: Mark, until: number): Promise<Stored<T> | undefined> {
    let found = await this.stored();
    while ((found === undefined || found.version < mark.version) && Date.now() < until) {
      await sleep(5);
      found = await this.stored();
    }
    return found;
  }

  private async stored(): Promise<Stored<T> | undefined> {
    const text = await working(() => this.host.secrets.get(this.key));
    if (text === undefined) {
      return undefined;
    }
    try {
      const { version, value } = JSON.parse(text) as { readonly version?: unknown; readonly value?: unknown };
      return typeof version === 'number' && this.form.isValue(value) ? { version, value } : undefined;
    } catch {
      this.host.log('warning', 'A stored sign-in could not be read; it is ignored.');
      return undefined;
    }
  }

  private mark(): Promise<Mark | undefined> {
    return readMark(this.host.lockDirectory, this.name);
  }

  private setMark(mark: Mark): Promise<void> {
    return writeMark(this.host.lockDirectory, this.name, mark);
  }
}

const nextVersion = (mark: Mark | undefined, stored: { readonly version: number } | undefined): number =>
  Math.max(mark?.version ?? 0, stored?.version ?? 0) + 1;

async function working<R>(deed: () => PromiseLike<R>): Promise<R> {
  try {
    return await deed();
  } catch (cause) {
    throw signInError({ reason: 'refused', condition: 'secretStoreFailed' }, { cause });
  }
}
