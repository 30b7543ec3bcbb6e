import type { Permission } from '../graph/permissions';
import type { Permit, TokenSource } from '../graph/tokenSource';
import type { ConnectRequest } from './connectRequest';
import { contextColours, type Context, type Granted, type LostContext } from './context';
import type { ContextRecord } from './contextRecord';
import { ContextStore } from './contextStore';
import { ContextTokens } from './contextTokens';
import { environmentAnswers } from './sandboxGrant';
import { createEmitter, type Emitter } from './emitter';
import { signInError } from './failure';
import { firstSignIn } from './firstSignIn';
import type { Host, Listen, Presenter, Subscription } from './host';
import { SignInService } from './service';
import type { TokenClients } from './tokenClient';
import { createPermit, createWriteLocks, type WriteLocks } from './writeLock';

/** What the person may change of a context. */
export type ContextChange = Partial<Pick<Context, 'label' | 'colour'>>;

/** Who is signed in, in which tenants. One broken context never touches the others. */
export interface Contexts {
  readonly all: readonly Context[];
  /** Remembered contexts whose sign-in the secret store does not give any more: nothing can be done in them before signing in again. */
  readonly lost: readonly LostContext[];
  /** Fires after a context came, went, was renamed, granted more, locked or unlocked; also for changes made in another window. */
  readonly changed: Listen<readonly Context[]>;
  /** Brings back the contexts of the last session from the secret store, without network. */
  restore(): Promise<void>;
  /** Signs in. Gives the new context, or the known one signed in anew. Throws SignInError or CancelledError. */
  connect(request: ConnectRequest, presenter: Presenter, signal: AbortSignal): Promise<Context>;
  /** Forgets the tokens of a context and everything else kept of it, in every window. */
  disconnect(contextId: string): Promise<void>;
  /** Forgets every context, also those whose sign-in is lost, in every window. Throws SignInError when the secret store fails. */
  forgetAll(): Promise<void>;
  /** Signs in anew as the same account in the same tenant. Throws SignInError `wrongAccount` or `wrongTenant` when another one answers. */
  signInAgain(contextId: string, presenter: Presenter, signal: AbortSignal): Promise<void>;
  /** Asks for further permissions. Gives what is granted afterwards. Throws SignInError `consentRequired` when refused. */
  stepUp(contextId: string, permissions: readonly Permission[], presenter: Presenter, signal: AbortSignal): Promise<Granted>;
  tokensOf(contextId: string): TokenSource;
  permitOf(contextId: string): Permit;
  /** What the last token was granted; undefined before there was one. */
  grantedOf(contextId: string): Granted | undefined;
  /** Allows export and removal for some minutes (1 to 60). Gives the end in milliseconds since the epoch. */
  unlock(contextId: string, minutes: number): number;
  lock(contextId: string): void;
  unlockedUntil(contextId: string): number | undefined;
  update(contextId: string, change: ContextChange): Promise<void>;
  /** Remembers what the tenant of a context is called, to say it when its sign-in is lost. */
  nameTenant(contextId: string, tenantDisplayName: string): Promise<void>;
  dispose(): void;
}

class WindowContexts implements Contexts {
  private known: readonly Context[] = [];
  private missed: readonly LostContext[] = [];
  private readonly tokens = new Map<string, ContextTokens>();
  private readonly locks: WriteLocks;
  private readonly emitter: Emitter<readonly Context[]>;
  private readonly store: ContextStore;
  private readonly service: SignInService;
  private readonly watching: Subscription;
  private reading: Promise<void> = Promise.resolve();
  readonly changed: Listen<readonly Context[]>;

  constructor(
    private readonly host: Host,
    clients: () => Promise<TokenClients>,
  ) {
    this.locks = createWriteLocks(host.now);
    this.emitter = createEmitter(() => host.log('warning', 'A listener of the contexts failed.'));
    this.changed = this.emitter.listen;
    this.store = new ContextStore(host);
    this.service = new SignInService(host, clients);
    this.watching = this.store.onChange(() => this.restore());
  }

  get all(): readonly Context[] {
    return this.known;
  }

  get lost(): readonly LostContext[] {
    return this.missed;
  }

  restore(): Promise<void> {
    this.reading = this.reading.then(() => this.readAgain());
    return this.reading;
  }

  async connect(request: ConnectRequest, presenter: Presenter, signal: AbortSignal): Promise<Context> {
    const { record, token } = await firstSignIn({ host: this.host, service: this.service }, request, presenter, signal);
    const context = this.dressed(record.context, request);
    await this.tokensFor(context.id).take(record, token);
    await this.kept({ ...record, context });
    return context;
  }

  async disconnect(contextId: string): Promise<void> {
    this.drop(contextId);
    this.missed = this.missed.filter(({ id }) => id !== contextId);
    await this.store.forget(contextId);
    this.tell();
  }

  async forgetAll(): Promise<void> {
    for (const { id } of [...this.all, ...this.lost]) {
      await this.disconnect(id);
    }
    await this.store.forgetOrder();
  }

  async signInAgain(contextId: string, presenter: Presenter, signal: AbortSignal): Promise<void> {
    await this.tokensFor(this.need(contextId).id).signInAgain([], presenter, signal);
    this.tell();
  }

  async stepUp(contextId: string, permissions: readonly Permission[], presenter: Presenter, signal: AbortSignal): Promise<Granted> {
    return this.tokensFor(this.need(contextId).id).stepUp(permissions, presenter, signal);
  }

  tokensOf(contextId: string): TokenSource {
    return {
      getAccessToken: (request, signal) => this.tokensFor(this.need(contextId).id).getAccessToken(request, signal),
    };
  }

  permitOf(contextId: string): Permit {
    return createPermit(this.need(contextId).environment, () => this.unlockedUntil(contextId));
  }

  grantedOf(contextId: string): Granted | undefined {
    return this.tokens.get(contextId)?.granted;
  }

  unlock(contextId: string, minutes: number): number {
    const end = this.locks.unlock(contextId, minutes);
    this.tell();
    return end;
  }

  lock(contextId: string): void {
    this.locks.lock(contextId);
    this.tell();
  }

  unlockedUntil(contextId: string): number | undefined {
    return this.locks.unlockedUntil(contextId);
  }

  async update(contextId: string, change: ContextChange): Promise<void> {
    const record = await this.store.read(this.need(contextId).id);
    if (record !== undefined) {
      await this.store.change(contextId, record.session, (current) => ({ ...current, context: { ...current.context, ...change } }));
      await this.restore();
    }
  }

  nameTenant(contextId: string, tenantDisplayName: string): Promise<void> {
    return this.store.nameTenant(contextId, tenantDisplayName);
  }

  dispose(): void {
    this.watching.dispose();
    this.emitter.dispose();
  }

  /** A known context keeps the label and the colour it was given; a new one gets a colour that no other has. */
  private dressed(context: Context, { label, colour }: ConnectRequest): Context {
    const before = this.known.find(({ id }) => id === context.id);
    const free = contextColours.find((each) => this.known.every((known) => known.colour !== each));
    return { ...context, label: label ?? before?.label, colour: before?.colour ?? colour ?? free ?? context.colour };
  }

  private async readAgain(): Promise<void> {
    try {
      const found = await this.stillThere(await this.store.readAll());
      const contexts = found.flatMap((each) => ('why' in each ? (this.known.find(({ id }) => id === each.id) ?? []) : each));
      const gone = this.known.filter(({ id }) => !contexts.some((context) => context.id === id));
      gone.forEach(({ id }) => this.drop(id));
      this.known = contexts;
      this.missed = found.filter((each) => 'why' in each).filter(({ id }) => !contexts.some((context) => context.id === id));
      this.tell();
    } catch (error) {
      this.host.log('warning', 'The stored sign-ins could not be read.', { cause: error instanceof Error ? error.name : typeof error });
    }
  }

  private async kept(record: ContextRecord): Promise<void> {
    try {
      await this.store.keep(record);
    } catch (error) {
      this.drop(record.context.id);
      throw error;
    } finally {
      await this.restore();
    }
  }

  /** A sandbox ends with the window that started it, and who was signed in there with it. */
  private async stillThere<Some extends Context | LostContext>(contexts: readonly Some[]): Promise<readonly Some[]> {
    const fresh = contexts.filter(({ id }) => ![...this.known, ...this.missed].some((context) => context.id === id));
    const answers = await Promise.all(fresh.map(({ environment }) => environmentAnswers(environment)));
    const gone = fresh.filter((_context, index) => answers[index] !== true);
    await Promise.all(gone.map(({ id }) => this.store.forget(id).catch(() => undefined)));
    return contexts.filter((context) => !gone.includes(context));
  }

  private drop(contextId: string): void {
    this.known = this.known.filter(({ id }) => id !== contextId);
    this.tokens.get(contextId)?.forget();
    this.tokens.delete(contextId);
    this.locks.lock(contextId);
  }

  private need(contextId: string): Context {
    const found = this.known.find(({ id }) => id === contextId);
    if (found === undefined) {
      throw signInError({ reason: 'expired', condition: 'signedOut' });
    }
    return found;
  }

  private tokensFor(contextId: string): ContextTokens {
    const known = this.tokens.get(contextId);
    if (known !== undefined) {
      return known;
    }
    const made = new ContextTokens(contextId, {
      host: this.host,
      service: this.service,
      store: this.store,
      onLost: (session, error) => this.lose(contextId, session, error),
      onGranted: () => queueMicrotask(() => this.tell()),
    });
    this.tokens.set(contextId, made);
    return made;
  }

  /** A context that was answered with somebody else's token is signed out: it cannot be trusted to say who it is. */
  private async lose(contextId: string, session: string | undefined, error?: unknown): Promise<void> {
    const lost = this.known.find(({ id }) => id === contextId);
    this.drop(contextId);
    await (session === undefined ? this.restore() : this.store.forget(contextId, session));
    if (lost !== undefined && error !== undefined) {
      this.host.tellLost?.(lost, error);
    }
    this.tell();
  }

  private tell(): void {
    this.emitter.fire(this.all);
  }
}

/** Gives the contexts of this window. Nothing is read or asked before the first call; MSAL is loaded by `clients` when it is first needed. */
export function createContexts(host: Host, clients: () => Promise<TokenClients> = () => import('./msal')): Contexts {
  return new WindowContexts(host, clients);
}
