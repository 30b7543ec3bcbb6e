import { createHash } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Host } from './host';
import { underLock } from './lockFile';

const patienceMs = 2_000;

/** What lies beside the secret, readable by all windows at once: the number of its last change, and whether it still exists. No secret. */
interface Mark {
  readonly version: number;
  readonly state: 'kept' | 'gone';
}

interface Stored<T> {
  readonly version: number;
  readonly value: T;
}

type Guard<T> = (value: unknown) => value is T;

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
    private readonly isValue: Guard<T>,
  ) {
    this.name = createHash('sha256').update(key).digest('hex').slice(0, 32);
  }

  /** The value as this window sees it now; undefined when there is none or when it has been removed. */
  async read(): Promise<T | undefined> {
    const [mark, stored] = [await this.mark(), await this.stored()];
    return mark?.state === 'gone' && (stored === undefined || stored.version <= mark.version) ? undefined : stored?.value;
  }

  /**
   * Changes the value: `change` gets the newest one and gives the next, `undefined` to remove it, or the same to leave it.
   * Gives the value afterwards. Throws what the secret store throws.
   */
  update(change: (current: T | undefined) => T | undefined): Promise<T | undefined> {
    const next = this.last.then(() => this.locked(() => this.changeNow(change)));
    this.last = next.catch(() => undefined);
    return next;
  }

  private async locked<R>(deed: () => Promise<R>): Promise<R> {
    return underLock(this.host.lockDirectory, this.name, deed);
  }

  private async changeNow(change: (current: T | undefined) => T | undefined): Promise<T | undefined> {
    const mark = await this.mark();
    const stored = await this.caughtUp(mark);
    const current = stored?.value;
    const next = change(current);
    if (next === current) {
      return current;
    }
    const version = Math.max(mark?.version ?? 0, stored?.version ?? 0) + 1;
    if (next === undefined) {
      await this.setMark({ version, state: 'gone' });
      await this.host.secrets.delete(this.key);
    } else {
      await this.host.secrets.store(this.key, JSON.stringify({ version, value: next } satisfies Stored<T>));
      await this.setMark({ version, state: 'kept' });
    }
    return next;
  }

  /** Waits until this window's view of the store has what the mark promises. */
  private async caughtUp(mark: Mark | undefined): Promise<Stored<T> | undefined> {
    if (mark === undefined) {
      return this.stored();
    }
    if (mark.state === 'gone') {
      const found = await this.stored();
      return found !== undefined && found.version > mark.version ? found : undefined;
    }
    const until = Date.now() + patienceMs;
    let found = await this.stored();
    while ((found === undefined || found.version < mark.version) && Date.now() < until) {
      await sleep(5);
      found = await this.stored();
    }
    return found;
  }

  private async stored(): Promise<Stored<T> | undefined> {
    const text = await this.host.secrets.get(this.key);
    if (text === undefined) {
      return undefined;
    }
    try {
      const { version, value } = JSON.parse(text) as { readonly version?: unknown; readonly value?: unknown };
      return typeof version === 'number' && this.isValue(value) ? { version, value } : undefined;
    } catch {
      this.host.log('warning', 'A stored sign-in could not be read; it is ignored.');
      return undefined;
    }
  }

  private get markFile(): string {
    return path.join(this.host.lockDirectory, `${this.name}.mark`);
  }

  private async mark(): Promise<Mark | undefined> {
    const text = await readFile(this.markFile, 'utf8').catch(() => undefined);
    try {
      return text === undefined ? undefined : (JSON.parse(text) as Mark);
    } catch {
      return undefined;
    }
  }

  private async setMark(mark: Mark): Promise<void> {
    const aside = `${this.markFile}.${process.pid}`;
    await writeFile(aside, JSON.stringify(mark), { mode: 0o600 });
    await rename(aside, this.markFile).catch(() => writeFile(this.markFile, JSON.stringify(mark), { mode: 0o600 }));
  }
}
