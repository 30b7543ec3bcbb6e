import type { CallOptions, GraphClient, Waiting } from '../graph/client';
import { CancelledError } from '../graph/errors';
import type { CallIds } from '../graph/errors';
import { exportLocation } from './exportLocation';
import type { Halt } from './halt';
import type { Journal } from './journal';
import { ended, endOfFailedCall, endOfFailedRead, setAsideResult } from './itemResult';
import type { ItemEnd } from './itemResult';
import { lookUp } from './lookUp';
import type { Plan, PlanItem } from './plan';
import { readinessOf } from './preflight';
import type { Protection } from './protectedPeople';
import { forgetLocation } from './storageVault';
import type { StorageVault } from './storageVault';

/** What the calls of one run share. */
export interface RunScope {
  readonly run: string;
  readonly plan: Plan;
  readonly client: GraphClient;
  readonly vault: StorageVault;
  readonly journal: Journal;
  readonly halt: Halt;
  readonly protectionOf: (item: PlanItem) => Protection | undefined;
  readonly onWaiting: (waiting: Waiting | undefined) => void;
  /** How long a call that was sent may still be waited for after a cancel, in milliseconds. */
  readonly graceMs: number;
}

/** Does one item: reads the person again, writes the intent down, sends the one planned call, and says how it ended. Never throws. */
export async function doItem(scope: RunScope, item: PlanItem): Promise<ItemEnd> {
  const call = new ItemCall(scope, item);
  const off = scope.halt.onChange(() => call.onHalt());
  try {
    call.onHalt();
    return await call.perform();
  } finally {
    off();
    call.close();
  }
}

class ItemCall {
  readonly #scope: RunScope;
  readonly #item: PlanItem;
  readonly #abort = new AbortController();
  #stage: 'preparing' | 'sent' = 'preparing';
  #openIntent: string | undefined;
  #grace: NodeJS.Timeout | undefined;

  constructor(scope: RunScope, item: PlanItem) {
    this.#scope = scope;
    this.#item = item;
  }

  /** What was not sent is given up at once; what was sent is waited for a while, since its answer is worth more than haste. */
  onHalt(): void {
    const { halt, graceMs } = this.#scope;
    if (halt.going) {
      return;
    }
    if (this.#stage === 'preparing') {
      this.#abort.abort();
    } else if (halt.ended) {
      this.#grace ??= setTimeout(() => this.#abort.abort(), graceMs);
    }
  }

  close(): void {
    clearTimeout(this.#grace);
  }

  async perform(): Promise<ItemEnd> {
    const { protectionOf, plan } = this.#scope;
    const by = plan.verb === 'remove' ? protectionOf(this.#item) : undefined;
    if (by !== undefined) {
      return setAsideResult({ kind: 'protected', by });
    }
    try {
      const found = await lookUp(this.#scope.client, this.#item, this.#readOptions());
      if (found.kind === 'unread') {
        return endOfFailedRead(found.error);
      }
      const readiness = readinessOf(found);
      switch (readiness.kind) {
        case 'alreadyGone':
          return ended({ outcome: 'alreadyGone', why: 'lookedUp', ids: found.kind === 'gone' ? found.ids : undefined });
        case 'setAside':
          return setAsideResult(readiness.why);
        case 'ready':
          return await this.#act();
      }
    } catch (error) {
      return endOfFailedCall(error, false);
    }
  }

  async #act(): Promise<ItemEnd> {
    if (this.#scope.plan.verb === 'remove') {
      return this.#send(async (options) => ended({ outcome: 'requested', status: 204, ids: await this.#remove(options) }));
    }
    const storage = await exportLocation(this.#scope.vault, this.#scope.plan, this.#item);
    return storage.kind === 'usable' ? this.#send(async (options) => this.#export(storage.location, options)) : setAsideResult(storage);
  }

  async #send(call: (options: CallOptions) => Promise<ItemEnd>): Promise<ItemEnd> {
    try {
      return await call(this.#sendOptions());
    } catch (error) {
      const end = endOfFailedCall(error, this.#stage === 'sent');
      return end.kind === 'notDone' ? await this.#closeIntent(end) : end;
    }
  }

  async #closeIntent(end: ItemEnd & { readonly kind: 'notDone' }): Promise<ItemEnd> {
    try {
      await this.#notExecuted(end.because);
      return end;
    } catch (error) {
      return endOfFailedCall(error, false);
    }
  }

  async #remove(options: CallOptions): Promise<CallIds> {
    const { client } = this.#scope;
    const item = this.#item;
    const requested =
      item.direction === 'inbound'
        ? await client.removeInboundPersonalData(item.userId, options)
        : await client.removeOutboundPersonalData(item.userId, item.tenantId, options);
    return requested.ids;
  }

  async #export(location: string, options: CallOptions): Promise<ItemEnd> {
    const {
      operationId,
      operationUrl,
      retryAfterMs,
      ids,
      location: where,
    } = await this.#scope.client.exportPersonalData(this.#item.userId, location, options);
    await forgetLocation(this.#scope.vault, this.#item);
    const operation = operationId === undefined ? null : { id: operationId, url: operationUrl ?? null, retryAfterMs };
    return ended({ outcome: 'accepted', status: 202, ids, operation, why: `location ${where}` });
  }

  #readOptions(): CallOptions {
    return { signal: this.#abort.signal, onWaiting: this.#scope.onWaiting };
  }

  #sendOptions(): CallOptions {
    return {
      signal: this.#abort.signal,
      beforeSend: async (clientRequestId) => this.#beforeSend(clientRequestId),
      onWaiting: (waiting) => this.#waiting(waiting),
    };
  }

  /** The intent is on disk before the call is sent; after a halt nothing is sent any more. */
  async #beforeSend(clientRequestId: string): Promise<void> {
    const { journal, run, plan } = this.#scope;
    this.#throwIfHalted();
    const replaced = this.#notExecuted('repeated');
    this.#openIntent = clientRequestId;
    const intent = { kind: 'intent', run, plan: plan.sha256, item: this.#item.key, call: this.#item.call, clientRequestId } as const;
    await Promise.all([replaced, journal.append(intent)]);
    this.#throwIfHalted();
    this.#stage = 'sent';
  }

  #throwIfHalted(): void {
    if (!this.#scope.halt.going) {
      throw new CancelledError('no');
    }
  }

  /** A write waits for another attempt only when the service said that it did nothing. */
  #waiting(waiting: Waiting | undefined): void {
    this.#scope.onWaiting(waiting);
    if (waiting === undefined || this.#stage === 'preparing') {
      return;
    }
    this.#stage = 'preparing';
    void this.#notExecuted(waiting.reason).catch(() => undefined);
    this.onHalt();
  }

  async #notExecuted(why: string): Promise<void> {
    const { journal, run, plan } = this.#scope;
    const clientRequestId = this.#openIntent;
    this.#openIntent = undefined;
    if (clientRequestId !== undefined) {
      await journal.append({ kind: 'notExecuted', run, plan: plan.sha256, item: this.#item.key, clientRequestId, why });
    }
  }
}
