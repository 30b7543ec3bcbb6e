import type { ServerResponse } from 'node:http';
import { takeSnapshot } from '../../../src/evidence/takeSnapshot';
import type { SnapshotRequest, TakenSnapshot } from '../../../src/evidence/takeSnapshot';
import type { GraphClientOptions } from '../../../src/graph/client';
import { SharedProfiles } from '../../../src/profiles/sharedProfiles';
import type { Context } from '../../../src/signin/context';
import { json, problem, testClient, TestServer } from '../graph/testServer';
import type { SeenRequest } from '../graph/testServer';

export const fabrikam = '6babcaad-604b-40ac-a9d7-9fd97c0b779f';
export const contoso = '486fb458-9474-4c44-896b-b30942d055f0';
export const northwind = '0aa0b1c5-6f2e-4b9a-9c3d-1f2e3d4c5b6a';
export const vanished = 'ffffffff-0000-4000-8000-000000000001';

export const context: Context = {
  id: 'sandbox~6babcaad',
  environment: { kind: 'sandbox', origin: 'http://127.0.0.1:1' },
  tenantId: fabrikam,
  tenantDisplayName: 'Fabrikam',
  defaultDomainName: 'fabrikam.onmicrosoft.com',
  identity: { kind: 'user', objectId: 'o', homeAccountId: 'h', homeTenantId: fabrikam, username: 'adele@fabrikam.onmicrosoft.com' },
  clientId: '14d82eec-204b-4c2f-b7e8-296a70dab67e',
  authType: 'Delegated',
  tokenCredentialType: 'InteractiveBrowser',
  label: undefined,
  colour: 'blue',
};

export function guid(number: number): string {
  return `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
}

export interface Tenant {
  readonly displayName: string | null;
  readonly defaultDomainName: string | null;
}

/** What the service of a test answers; every part can be replaced before the next snapshot. */
export interface World {
  inbound: readonly unknown[];
  /** Rows by user id. A string is the error code the service refuses with. */
  outbound: ReadonlyMap<string, readonly unknown[] | string>;
  tenants: ReadonlyMap<string, Tenant | string>;
  pageSize: number;
  /** Number of the inbound page that is refused, from 1. */
  refusedPage: number | undefined;
}

export const people: readonly unknown[] = [
  { userId: guid(1), userPrincipalName: 'bob@contoso.com', displayName: 'Bob', homeTenantId: contoso },
  { userId: guid(2), userPrincipalName: 'eve@contoso.com', displayName: '=HYPERLINK("http://evil.example","Eve")', homeTenantId: contoso },
  { userId: guid(3), userPrincipalName: 7, displayName: 'No name', homeTenantId: contoso },
  {
    userId: guid(4),
    userPrincipalName: 'ñandú@northwind.example',
    displayName: '名前 😀\u202Etxt',
    homeTenantId: northwind,
    jobTitle: 'kept',
  },
  'not a row',
  { userId: guid(5), userPrincipalName: 'gone@vanished.example', displayName: '', homeTenantId: vanished },
];

export function smallWorld(): World {
  return {
    inbound: people,
    outbound: new Map<string, readonly unknown[] | string>([
      [guid(101), [{ tenantId: contoso }, { tenantId: northwind }]],
      [guid(102), []],
      [guid(103), [{ tenantId: contoso }, { nothing: true }]],
    ]),
    tenants: new Map<string, Tenant | string>([
      [contoso, { displayName: 'Contoso, Ltd', defaultDomainName: 'contoso.com' }],
      [northwind, { displayName: 'Northwind [x](command:evil)', defaultDomainName: 'northwind.example' }],
      [vanished, 'notFound'],
    ]),
    pageSize: 2,
    refusedPage: undefined,
  };
}

function page(world: World, origin: string, url: URL, response: ServerResponse): void {
  const number = Number(url.searchParams.get('page') ?? '1');
  if (world.refusedPage === number) {
    problem(response, 403, 'Authorization_RequestDenied');
    return;
  }
  const rows = world.inbound.slice((number - 1) * world.pageSize, number * world.pageSize);
  const next = number * world.pageSize < world.inbound.length ? { '@odata.nextLink': `${origin}${url.pathname}?page=${number + 1}` } : {};
  json(response, 200, { value: rows, ...next });
}

function outbound(world: World, url: URL, response: ServerResponse): void {
  const [, userId] = /outboundSharedUserProfiles\/([^/]+)\/tenants/.exec(url.pathname) ?? [];
  if (userId === undefined) {
    json(response, 200, { value: [...world.outbound.keys()].map((id) => ({ userId: id, state: 'active' })) });
    return;
  }
  const rows = world.outbound.get(userId) ?? 'Request_ResourceNotFound';
  if (typeof rows === 'string') {
    problem(response, 403, rows);
    return;
  }
  json(response, 200, { value: rows });
}

function tenant(world: World, url: URL, response: ServerResponse): void {
  const [, tenantId = ''] = /tenantId='([^']+)'/.exec(decodeURIComponent(url.pathname)) ?? [];
  const found = world.tenants.get(tenantId) ?? 'notFound';
  if (typeof found === 'string') {
    const [status, code] = found === 'notFound' ? ([404, 'Request_ResourceNotFound'] as const) : ([403, found] as const);
    problem(response, status, code);
    return;
  }
  json(response, 200, { tenantId, federationBrandName: null, region: 'EU', ...found });
}

/** A service on loopback that holds one world. Call it inside `describe`. */
export class WorldServer {
  world = smallWorld();
  readonly server = new TestServer();

  constructor() {
    before(() => this.server.start());
    after(() => this.server.stop());
    beforeEach(() => {
      this.world = smallWorld();
      this.server.answers((request, response) => this.#answer(request, response));
    });
  }

  profiles(options: Partial<GraphClientOptions> = {}): SharedProfiles {
    return new SharedProfiles(testClient(this.server, options).client);
  }

  snapshot(request: Partial<SnapshotRequest> = {}): Promise<TakenSnapshot> {
    return takeSnapshot({ context, profiles: this.profiles(), application: { name: 'shared-profiles', version: '0.1.0' }, ...request });
  }

  #answer(request: SeenRequest, response: ServerResponse): void {
    const url = new URL(request.url, this.server.origin);
    if (url.pathname.endsWith('/inboundSharedUserProfiles')) {
      page(this.world, this.server.origin, url, response);
    } else if (url.pathname.includes('/outboundSharedUserProfiles')) {
      outbound(this.world, url, response);
    } else {
      tenant(this.world, url, response);
    }
  }
}
