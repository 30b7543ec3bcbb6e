import assert from 'node:assert/strict';
import type { Completeness, GraphClient } from '../../../src/graph/client';
import { createGraphClient } from '../../../src/graph/createGraphClient';
import { GraphError } from '../../../src/graph/errors';
import type { TokenRequest } from '../../../src/graph/tokenSource';
import { faultNames, type FaultName, type FaultRule } from '../../../src/sandbox/faults/fault';
import { type TestSandbox, useSandbox } from '../../support/sandbox';

type Failed = Pick<GraphError['details'], 'failure' | 'status' | 'executed'>;

/** How a list of 3,000 people on 4 pages ends when the fault strikes its third page, and a removal that it strikes; `done` is what was removed. */
interface Expected {
  readonly list: 'complete' | Failed['failure'];
  readonly removal: 'done' | readonly [Failed['failure'], Failed['executed']];
  readonly done: 0 | 1;
  readonly requests: number;
  readonly rule?: Partial<FaultRule>;
}

const repeated = { list: 'complete', removal: 'done', done: 1, requests: 2 } as const;
const harmless = { list: 'complete', removal: 'done', done: 1, requests: 1 } as const;

const expectations: Readonly<Record<FaultName, Expected>> = {
  throttled: { ...repeated, rule: { retryAfterSeconds: 0 } },
  throttledWithoutRetryAfter: repeated,
  unavailable: { list: 'complete', removal: ['refused', 'unknown'], done: 0, requests: 1, rule: { retryAfterSeconds: 0 } },
  gatewayTimeoutBefore: { list: 'complete', removal: ['refused', 'unknown'], done: 0, requests: 1 },
  gatewayTimeoutAfter: { list: 'complete', removal: ['refused', 'unknown'], done: 1, requests: 1 },
  droppedBefore: { list: 'complete', removal: ['unreachable', 'unknown'], done: 0, requests: 1 },
  droppedAfter: { list: 'complete', removal: ['unreachable', 'unknown'], done: 1, requests: 1 },
  expiredToken: repeated,
  claimsChallenge: { ...repeated, rule: { claims: { acrs: 'c1' } } },
  missingScope: { list: 'refused', removal: ['refused', 'no'], done: 0, requests: 1 },
  missingRole: { list: 'refused', removal: ['refused', 'no'], done: 0, requests: 1 },
  redirect: { list: 'untrusted', removal: ['untrusted', 'unknown'], done: 0, requests: 1 },
  htmlErrorPage: { list: 'complete', removal: ['refused', 'unknown'], done: 0, requests: 1 },
  slowBody: { ...harmless, rule: { durationMs: 50 } },
  truncatedJson: { ...harmless, list: 'unreadable' },
  wrongContentType: { ...harmless, list: 'unreadable' },
  nextLinkLoop: { ...harmless, list: 'untrusted' },
  nextLinkOtherHost: {
    ...harmless,
    list: 'untrusted',
    rule: { location: 'https://evil.example/beta/directory/inboundSharedUserProfiles' },
  },
  wrongShapedRows: harmless,
  exportFails: harmless,
};

const linkFaults: readonly FaultName[] = ['nextLinkLoop', 'nextLinkOtherHost'];

async function completenessOf(client: GraphClient): Promise<Completeness> {
  const pages = client.list('listInboundSharedUserProfiles', {});
  let rows = 0;
  for await (const page of pages) {
    rows += page.rows.length;
  }
  assert.equal(pages.completeness().items, rows);
  return pages.completeness();
}

async function outcomeOf(removal: Promise<unknown>): Promise<Expected['removal']> {
  try {
    await removal;
    return 'done';
  } catch (error) {
    assert.ok(error instanceof GraphError, String(error));
    return [error.details.failure, error.details.executed];
  }
}

describe('the client at a service with a fault', () => {
  const sandbox = useSandbox({ inbound: 3000 });

  function clientOf(at: TestSandbox): GraphClient {
    const getAccessToken = async ({ claims }: TokenRequest): Promise<{ value: string; expiresOn: Date }> => ({
      value: await at.appToken('every', claims === undefined ? {} : { claims }),
      expiresOn: new Date(Date.now() + 3_600_000),
    });
    const retry = { maxAttempts: 4, firstDelayMs: 5, maxDelayMs: 20 };
    return createGraphClient({ graphEndpoint: at.graphEndpoint, tokens: { getAccessToken }, retry, timeoutMs: 10_000 });
  }

  for (const fault of faultNames) {
    const { list, removal, done, requests, rule } = expectations[fault];

    it(`${fault}: a list ends ${list === 'complete' ? 'complete' : `partial, ${list}`}`, async () => {
      await sandbox().addFaults({ fault, operations: ['listInboundSharedUserProfiles'], nth: 3, ...rule });
      const completeness = await completenessOf(clientOf(sandbox()));
      if (completeness.kind === 'complete') {
        assert.equal(list, 'complete');
        assert.deepEqual([completeness.pages, completeness.items], [4, 3000]);
        assert.equal(completeness.unreadable > 0, fault === 'wrongShapedRows');
      } else {
        assert.ok(completeness.why instanceof GraphError);
        assert.equal(completeness.why.details.failure, list);
        assert.equal(completeness.pages, linkFaults.includes(fault) ? 3 : 2);
      }
    });

    it(`${fault}: a removal is ${removal === 'done' ? 'done' : removal.join(', executed ')}, asked for ${requests === 1 ? 'once' : 'twice'}`, async () => {
      const { userId } = sandbox().example('sameNameFirst');
      await sandbox().addFaults({ fault, operations: ['removeInboundPersonalData'], nth: 1, ...rule });
      assert.deepEqual(await outcomeOf(clientOf(sandbox()).removeInboundPersonalData(userId)), removal);
      const { changes, requests: seen } = await sandbox().ledger();
      assert.equal(changes.length, done);
      assert.equal(seen.byOperation['removeInboundPersonalData']?.total, requests);
    });
  }
});
