import { SignInError } from '../graph/errors';
import { authorityOf } from './authority';
import type { Environment } from './context';
import { endpointsOf } from './environment';
import { failureOf, signInError } from './failure';
import type { Host } from './host';
import { createNetwork, type Network } from './network';
import type { TokenClients, TokenClientSettings } from './tokenClient';

/** Whom a token is asked from, for which app: a tenant id, or `organizations` before the tenant is known. */
export interface Place {
  readonly environment: Environment;
  readonly tenant: string;
  readonly clientId: string;
}

export type Task<T> = (clients: TokenClients, settings: TokenClientSettings) => Promise<T>;

const guid = /[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/;

/** Tasks at the sign-in services. One that asked to be left alone is left alone, and the time left is told. */
export class SignInService {
  private readonly throttledUntil = new Map<string, number>();

  constructor(
    private readonly host: Pick<Host, 'now' | 'log'>,
    private readonly clients: () => Promise<TokenClients>,
  ) {}

  /** Does one task, in which MSAL may ask the service several times. Throws SignInError and CancelledError. */
  async task<T>(place: Place, signal: AbortSignal, deed: Task<T>): Promise<T> {
    const authority = authorityOf(place.environment, place.tenant);
    const key = `${authority.metadata} ${place.clientId}`;
    this.refuseWhileThrottled(key);
    const clients = await this.clients();
    return this.watched(key, signal, (network) => deed(clients, { authority, clientId: place.clientId, network, log: this.host.log }));
  }

  /**
   * Gives the id of a tenant by its id or one of its domains. Throws SignInError, with the condition `tenantNotFound` when there is none.
   * Source: OpenID configuration of the Microsoft identity platform, whose issuer carries the tenant id.
   */
  async tenantId(environment: Environment, tenant: string, signal: AbortSignal): Promise<string> {
    const base = `${endpointsOf(environment).loginEndpoint}/${encodeURIComponent(tenant.trim())}`;
    const { status, body } = await this.watched(base, signal, (network) =>
      network.sendGetRequestAsync<{ readonly issuer?: string }>(`${base}/v2.0/.well-known/openid-configuration`),
    );
    const [tenantId] = guid.exec(new URL(body.issuer ?? base, base).pathname.toLowerCase()) ?? [];
    if (status !== 200 || tenantId === undefined) {
      throw signInError({ reason: 'refused', condition: 'tenantNotFound' }, { errorCode: String(status) });
    }
    return tenantId;
  }

  private async watched<T>(key: string, signal: AbortSignal, deed: (network: Network) => Promise<T>): Promise<T> {
    const network = createNetwork(this.host.now, signal);
    try {
      const result = await deed(network);
      if (network.last?.failure !== undefined || network.last?.throttledUntil !== undefined) {
        throw failureOf(undefined, network, this.host.now());
      }
      return result;
    } catch (error) {
      throw this.told(failureOf(error, network, this.host.now(), signal));
    } finally {
      if (network.last?.status === 429) {
        this.throttledUntil.set(key, network.last.throttledUntil ?? 0);
      }
    }
  }

  private told<E extends Error>(error: E): E {
    if (error instanceof SignInError) {
      const { errorCode, correlationId, traceId } = error.facts;
      this.host.log('warning', `Sign-in: ${error.reason}`, { condition: error.facts.condition, errorCode, correlationId, traceId });
    }
    return error;
  }

  private refuseWhileThrottled(key: string): void {
    const left = (this.throttledUntil.get(key) ?? 0) - this.host.now();
    if (left > 0) {
      throw signInError({ reason: 'throttled' }, { retryAfterMs: left, errorCode: '429' });
    }
  }
}
