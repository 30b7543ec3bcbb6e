import { Agent, get } from 'node:http';
import { createGraphClient } from '../../../src/graph/createGraphClient';
import { publishedLimits } from '../../../src/graph/throttleLimits';
import { createThrottleGate } from '../../../src/graph/throttleGate';
import type { GraphClient } from '../../../src/graph/client';
import { loadInboundProfiles } from '../../../src/profiles/loadInboundProfiles';
import { timed, type Subject, type SubjectInput } from '../subject';

interface RawPage {
  readonly value: readonly unknown[];
  readonly '@odata.nextLink'?: string;
}

export function firstUrl({ graphEndpoint, top }: SubjectInput): string {
  return `${graphEndpoint}/beta/directory/inboundSharedUserProfiles${top === 0 ? '' : `?$top=${top}`}`;
}

/** Our client as the product makes it, with the gate of a large tenant. */
export function ourClient({ graphEndpoint, token }: SubjectInput): GraphClient {
  const tokens = { getAccessToken: () => Promise.resolve({ value: token, expiresOn: new Date(Date.now() + 3_600_000) }) };
  return createGraphClient({ graphEndpoint, tokens, gate: createThrottleGate(publishedLimits.L) });
}

/** Reads every page, checks it, keeps every person in columns that can be searched. */
export const listOurs: Subject = (input) =>
  timed(async () => {
    const { profiles, completeness } = await loadInboundProfiles(ourClient(input));
    if (completeness.kind !== 'complete') {
      throw completeness.why;
    }
    return { items: profiles.size };
  });

/** Plain fetch, response.json(), and every page thrown away. */
export const listFetch: Subject = (input) =>
  timed(async () => {
    let items = 0;
    for (let url: string | undefined = firstUrl(input); url !== undefined;) {
      const response = await fetch(url, { headers: { Authorization: `Bearer ${input.token}` } });
      const page = (await response.json()) as RawPage;
      items += page.value.length;
      url = page['@odata.nextLink'];
    }
    return { items };
  });

/** node:http with one connection kept, JSON.parse, and every page thrown away. */
export const listHttp: Subject = (input) =>
  timed(async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    let items = 0;
    for (let url: string | undefined = firstUrl(input); url !== undefined;) {
      const page = JSON.parse((await bodyOf(url, input.token, agent)).toString()) as RawPage;
      items += page.value.length;
      url = page['@odata.nextLink'];
    }
    agent.destroy();
    return { items };
  });

function bodyOf(url: string, token: string, agent: Agent): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers: { Authorization: `Bearer ${token}` } }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('end', () => resolve(Buffer.concat(pieces)));
      response.on('error', reject);
    }).on('error', reject);
  });
}

/** From the packages of test/bench, which are installed on demand: the bundle stands beside them. */
export async function importPeer<T>(name: string): Promise<T> {
  return (await import(name)) as T;
}

interface GraphSdkContext {
  request: string;
  options: { headers?: Record<string, string> };
}

interface GraphSdkHandler {
  execute(context: GraphSdkContext): Promise<void>;
  setNext(next: GraphSdkHandler): void;
}

export interface GraphSdkClient {
  api(path: string): { top(count: number): { get(): Promise<RawPage> }; get(): Promise<RawPage> };
}

interface GraphSdk {
  readonly Client: { initWithMiddleware(options: object): GraphSdkClient };
  readonly PageIterator: new (client: GraphSdkClient, page: RawPage, callback: () => boolean) => { iterate(): Promise<void> };
  readonly RetryHandler: new (options?: object) => GraphSdkHandler;
  readonly RetryHandlerOptions: new (delay?: number, maxRetries?: number) => object;
  readonly RedirectHandler: new () => GraphSdkHandler;
  readonly TelemetryHandler: new () => GraphSdkHandler;
  readonly HTTPMessageHandler: new () => GraphSdkHandler;
}

/** The Graph client with its own chain of handlers; only its token handler is replaced. It knows links only with https:
 * the new handler sets the header and takes the link out of the path that the client made of it. */
export async function graphSdk(
  { graphEndpoint, token }: SubjectInput,
  maxRetries?: number,
): Promise<{ readonly client: GraphSdkClient; readonly sdk: GraphSdk }> {
  const sdk = await importPeer<GraphSdk>('@microsoft/microsoft-graph-client');
  let next: GraphSdkHandler | undefined;
  const authorise: GraphSdkHandler = {
    execute: (context) => {
      context.request = context.request.slice(Math.max(0, context.request.lastIndexOf('http://')));
      context.options.headers = { ...context.options.headers, Authorization: `Bearer ${token}` };
      return next?.execute(context) ?? Promise.resolve();
    },
    setNext: (handler) => (next = handler),
  };
  const retries = new sdk.RetryHandler(new sdk.RetryHandlerOptions(undefined, maxRetries));
  const chain = [authorise, retries, new sdk.RedirectHandler(), new sdk.TelemetryHandler(), new sdk.HTTPMessageHandler()];
  chain.slice(0, -1).forEach((handler, index) => handler.setNext(chain[index + 1] ?? handler));
  return { sdk, client: sdk.Client.initWithMiddleware({ middleware: authorise, baseUrl: graphEndpoint, defaultVersion: 'beta' }) };
}

/** PageIterator of @microsoft/microsoft-graph-client; counts and keeps nothing. */
export const listGraphSdk: Subject = async (input) => {
  const { client, sdk } = await graphSdk(input);
  return timed(async () => {
    let items = 0;
    const request = client.api('/directory/inboundSharedUserProfiles');
    const first = await (input.top === 0 ? request.get() : request.top(input.top).get());
    await new sdk.PageIterator(client, first, () => {
      items += 1;
      return true;
    }).iterate();
    return { items };
  });
};

interface KiotaAdapter {
  baseUrl: string;
  send(request: object, factory: unknown, errors: object): Promise<object>;
}

interface KiotaRequest {
  httpMethod?: string;
  urlTemplate?: string;
}

/** PageIterator over @microsoft/msgraph-beta-sdk and its models; counts and keeps nothing. */
export const listKiota: Subject = async (input) => {
  const beta = await importPeer<{ readonly GraphBetaRequestAdapter: new (authentication: object) => KiotaAdapter }>(
    '@microsoft/msgraph-beta-sdk',
  );
  const models = await importPeer<Readonly<Record<string, unknown>>>('@microsoft/msgraph-beta-sdk/models/index.js');
  const core = await importPeer<{
    readonly PageIterator: new (
      adapter: KiotaAdapter,
      page: object,
      each: () => boolean,
      factory: unknown,
      errors: object,
    ) => { iterate(): Promise<void> };
  }>('@microsoft/msgraph-sdk-core');
  const { RequestInformation } = await importPeer<{ readonly RequestInformation: new () => KiotaRequest }>('@microsoft/kiota-abstractions');
  const authentication = {
    authenticateRequest: (request: { readonly headers: { add(name: string, value: string): void } }) => {
      request.headers.add('Authorization', `Bearer ${input.token}`);
      return Promise.resolve();
    },
  };
  const adapter = new beta.GraphBetaRequestAdapter(authentication);
  adapter.baseUrl = `${input.graphEndpoint}/beta`;
  const factory = models['createInboundSharedUserProfileCollectionResponseFromDiscriminatorValue'];
  const errors = { XXX: models['createODataErrorFromDiscriminatorValue'] };
  return timed(async () => {
    let items = 0;
    const request = Object.assign(new RequestInformation(), { httpMethod: 'GET', urlTemplate: firstUrl(input) });
    const first = await adapter.send(request, factory, errors);
    const each = (): boolean => {
      items += 1;
      return true;
    };
    await new core.PageIterator(adapter, first, each, factory, errors).iterate();
    return { items };
  });
};
