import assert from 'node:assert/strict';
import type { KqlSelection } from '../../../src/present/kql';
import { auditQueries, graphActivityQueries, kqlFor, signInQueries } from '../../../src/present/kql';
import { askedInLogs, kqlForAll } from '../../../src/present/copying/kqlOfNodes';
import type { ExternalTenantNode, HomeTenantNode, InboundProfileNode } from '../../../src/present/tree/nodes';
import { kustoComplaints } from '../../support/kusto';

const signIns =
  '(TimeGenerated: datetime, CrossTenantAccessType: string, HomeTenantId: string, ResourceTenantId: string, UserId: string, UserPrincipalName: string, AppDisplayName: string, IPAddress: string, ResultType: string, CorrelationId: string)';

/** The columns used, as the Azure Monitor table reference has them. */
const tables = {
  SigninLogs: signIns,
  AADNonInteractiveUserSignInLogs: signIns,
  MicrosoftGraphActivityLogs:
    '(TimeGenerated: datetime, RequestMethod: string, RequestUri: string, ResponseStatusCode: int, AppId: string, UserId: string, ServicePrincipalId: string, IPAddress: string, UserAgent: string, RequestId: string, ClientRequestId: string)',
  AuditLogs:
    '(TimeGenerated: datetime, OperationName: string, Category: string, Result: string, InitiatedBy: dynamic, TargetResources: dynamic, AdditionalDetails: dynamic, CorrelationId: string)',
};

const contoso = '486FB458-9474-4c44-896b-b30942d055f0';
const userId = 'C228b2ae-c4fb-4eda-9620-7e73dddd1cac';
const hostile = `x"] | take 1; // \\ \n \u202e \u0000 '`;

const selections = {
  'people of other organisations': { direction: 'inbound', tenants: [], people: [{ userId, tenantId: contoso }] },
  'whole organisations': { direction: 'inbound', tenants: [contoso, contoso.toLowerCase()], people: [] },
  'our users': { direction: 'outbound', tenants: [], people: [{ userId, tenantId: contoso }], since: '2026-03-01T07:30:00.000Z' },
  'external organisations': { direction: 'outbound', tenants: [contoso], people: [] },
  'hostile ids': { direction: 'inbound', tenants: [hostile], people: [{ userId: hostile, tenantId: hostile }] },
} satisfies Readonly<Record<string, KqlSelection>>;

function queriesOf(text: string): readonly string[] {
  return text.trimEnd().split('\n\n');
}

describe('KQL', () => {
  for (const [what, selection] of Object.entries(selections)) {
    it(`for ${what} is sound for Kusto's own parser, tables and columns too`, () => {
      const queries = queriesOf(kqlFor(selection));
      assert.equal(queries.length, 3);
      for (const query of queries) {
        assert.deepEqual(kustoComplaints(query, tables), [], query);
      }
    });
  }

  it('is told from text that is not KQL by that parser', () => {
    assert.notDeepEqual(kustoComplaints('SigninLogs | where Nothing == "x"', tables), []);
  });

  it('asks for B2B direct connect sign-ins of exactly these people, by home tenant and user', () => {
    const [query = ''] = signInQueries(selections['people of other organisations']);
    assert.match(query, /CrossTenantAccessType == "b2bDirectConnect"/);
    assert.match(query, new RegExp(`"${contoso.toLowerCase()}", "${userId.toLowerCase()}"`));
    assert.match(query, /lookup kind=inner people on HomeTenantId, UserId/);
  });

  it('asks for our users in the tenant where they were', () => {
    const [query = ''] = signInQueries(selections['our users']);
    assert.match(query, /on ResourceTenantId, UserId/);
    assert.match(query, /since = datetime\(2026-03-01T07:30:00\.000Z\)/);
  });

  it('asks what was done to the endpoints of the operation table', () => {
    const [inbound = ''] = graphActivityQueries(selections['whole organisations']);
    assert.match(inbound, /has_any \("inboundSharedUserProfiles"\)/);
    assert.ok(!inbound.includes('ProfileUserId in'));
    const [outbound = ''] = graphActivityQueries(selections['our users']);
    assert.match(outbound, /has_any \("outboundSharedUserProfiles"\)/);
    assert.match(outbound, /ProfileUserId in \(users\)/);
  });

  it('keeps hostile ids inside their strings', () => {
    for (const query of queriesOf(kqlFor(selections['hostile ids']))) {
      assert.doesNotMatch(query, /[\u0000\u202e]/);
      assert.doesNotMatch(query.replace(/"(?:[^"\\\n]|\\.)*"/g, '""'), /take 1/);
    }
  });

  it('names an id once, and splits many into parts that stay sound', () => {
    const people = Array.from({ length: 2500 }, (_, index) => ({ userId: `user-${index}`, tenantId: contoso }));
    const selection: KqlSelection = { direction: 'inbound', tenants: [], people: [...people, ...people.slice(0, 10)] };
    assert.deepEqual([signInQueries(selection).length, graphActivityQueries(selection).length, auditQueries(selection).length], [3, 3, 3]);
    const [, second = ''] = graphActivityQueries(selection);
    assert.match(second, /part 2 of 3/);
    assert.deepEqual(kustoComplaints(second, tables), []);
    const named =
      auditQueries(selection)
        .join('\n')
        .match(/"user-\d+"/g) ?? [];
    assert.deepEqual([named.length, new Set(named).size], [2500, 2500]);
  });
});

describe('KQL for rows of the tree', () => {
  const at = { id: 'x', contextId: 'c', names: undefined };
  const home: HomeTenantNode = { ...at, kind: 'homeTenant', tenantId: contoso, people: 3 };
  const external: ExternalTenantNode = { ...at, kind: 'externalTenant', tenantId: contoso, users: 2 };
  const profile = { userId, userPrincipalName: 'bob@contoso.com', displayName: 'Bob', homeTenantId: contoso };
  const person: InboundProfileNode = { id: 'y', contextId: 'c', kind: 'inboundProfile', profile, fate: undefined };

  it('asks for organisations as a whole and for people by tenant and user, each direction apart, and is sound', () => {
    const text = kqlForAll(askedInLogs([home, person, external]));
    const queries = queriesOf(text);
    assert.equal(queries.length, 9);
    assert.deepEqual(
      queries.flatMap((query) => kustoComplaints(query, tables)),
      [],
    );
    assert.match(text, /HomeTenantId in~ \(tenants\)/);
    assert.match(text, /lookup kind=inner people on HomeTenantId, UserId/);
    assert.match(text, /ResourceTenantId in~ \(tenants\)/);
  });

  it('asks of an organisation of which only some are shown for those alone', () => {
    assert.deepEqual(askedInLogs([{ ...external, seen: { userIds: [userId], all: 2 } }]), [
      { direction: 'outbound', tenants: [], people: [{ userId, tenantId: contoso }] },
    ]);
  });

  it('asks for nobody when a row stands for nobody in the logs', () => {
    const user = { id: 'z', contextId: 'c', kind: 'outboundUser', userId, tenants: { kind: 'known', count: 1 } } as const;
    assert.deepEqual(askedInLogs([user, external]), []);
  });
});
