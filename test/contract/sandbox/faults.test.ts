import assert from 'node:assert/strict';
import { sandboxHere, useSandbox } from '../../support/sandbox';
import { errorOf, inboundList, rowsOf, type ListAnswer } from './collect';
import { subjectsOf } from './requests';

const list = 'listInboundSharedUserProfiles';
const remove = 'removeInboundPersonalData';

describe('the faults of the sandbox', () => {
  const sandbox = useSandbox({ inbound: 300, pageSize: 50 });

  const ask = async (): Promise<Response> => sandbox().graph(inboundList, await sandbox().appToken());
  const statuses = async (times: number): Promise<readonly number[]> => {
    const found: number[] = [];
    for (let time = 0; time < times; time += 1) {
      const response = await ask();
      await response.arrayBuffer();
      found.push(response.status);
    }
    return found;
  };

  it('strike the nth call only, or so many of them', async () => {
    await sandbox().addFaults({ fault: 'unavailable', operations: [list], nth: 2 });
    assert.deepEqual(await statuses(4), [200, 503, 200, 200]);
    await sandbox().clearFaults();
    await sandbox().addFaults({ fault: 'unavailable', operations: [list], count: 2 });
    assert.deepEqual(await statuses(4), [503, 503, 200, 200]);
  });

  it('strike by rate, the same calls every time', async () => {
    const run = async (): Promise<readonly number[]> => {
      const running = await sandboxHere({ inbound: 5, faults: 'throttled=0.3' });
      try {
        const token = await running.appToken();
        const found: number[] = [];
        for (let time = 0; time < 200; time += 1) {
          found.push((await running.graph(inboundList, token)).status);
        }
        return found;
      } finally {
        await running.stop();
      }
    };
    const first = await run();
    const struck = first.filter((status) => status === 429).length;
    assert.ok(struck > 40 && struck < 80);
    assert.deepEqual(await run(), first);
  });

  it('strike one operation, one person, one tenant', async () => {
    const { inboundUserId } = await subjectsOf(sandbox());
    await sandbox().addFaults(
      { fault: 'missingRole', userId: inboundUserId.toUpperCase() },
      { fault: 'missingScope', tenantId: sandbox().tenantId('Contoso') },
    );
    const token = await sandbox().appToken();
    assert.equal((await ask()).status, 200);
    assert.equal((await sandbox().graph(`${inboundList}/${inboundUserId}`, token)).status, 403);
    assert.equal((await sandbox().graph(inboundList, await sandbox().appToken('every', { tenant: 'Contoso' }))).status, 403);
  });

  it('say how long to wait, or not', async () => {
    await sandbox().addFaults({ fault: 'throttled', retryAfterSeconds: 17, count: 1 }, { fault: 'throttledWithoutRetryAfter' });
    const [told, untold] = [await ask(), await ask()];
    assert.deepEqual([told.status, told.headers.get('Retry-After')], [429, '17']);
    assert.deepEqual([untold.status, untold.headers.get('Retry-After')], [429, null]);
  });

  for (const [fault, applied] of [
    ['gatewayTimeoutAfter', true],
    ['gatewayTimeoutBefore', false],
    ['droppedAfter', true],
    ['droppedBefore', false],
  ] as const) {
    it(`lose the answer of a removal by ${fault} ${applied ? 'after' : 'before'} it was done`, async () => {
      const token = await sandbox().appToken();
      const { inboundUserId } = await subjectsOf(sandbox());
      await sandbox().addFaults({ fault, operations: [remove] });
      const sent = sandbox().graph(`${inboundList}/${inboundUserId}/removePersonalData`, token, { method: 'POST' });
      if (fault.startsWith('dropped')) {
        await assert.rejects(sent);
      } else {
        assert.equal((await sent).status, 504);
      }
      assert.equal((await sandbox().graph(`${inboundList}/${inboundUserId}`, token)).status, applied ? 404 : 200);
      const { changes, requests } = await sandbox().ledger();
      assert.equal(changes.length, applied ? 1 : 0);
      assert.deepEqual(requests.byOperation[remove]?.faults, { [fault]: 1 });
    });
  }

  it('cut the JSON short, slow it down, call it something else, or send a page instead', async () => {
    await sandbox().addFaults({ fault: 'truncatedJson', count: 1 });
    const cut = await (await ask()).text();
    assert.throws(() => JSON.parse(cut) as unknown, SyntaxError);
    await sandbox().addFaults({ fault: 'slowBody', durationMs: 300, count: 1 });
    const start = performance.now();
    assert.equal(((await (await ask()).json()) as ListAnswer).value.length, 50);
    assert.ok(performance.now() - start >= 250);
    await sandbox().addFaults({ fault: 'wrongContentType', count: 1 });
    assert.match((await ask()).headers.get('Content-Type') ?? '', /^text\/plain/);
    await sandbox().addFaults({ fault: 'htmlErrorPage', status: 502, count: 1 });
    const page = await ask();
    assert.equal(page.status, 502);
    assert.match(await page.text(), /^<!DOCTYPE html>/);
  });

  it('lead astray: a link that loops, a link elsewhere, a redirect', async () => {
    await sandbox().addFaults(
      { fault: 'nextLinkLoop', count: 1 },
      { fault: 'nextLinkOtherHost', count: 1 },
      { fault: 'redirect', location: 'http://localhost:1/' },
    );
    const loop = (await (await ask()).json()) as ListAnswer;
    assert.equal(loop['@odata.nextLink'], `${sandbox().graphEndpoint}${inboundList}`);
    const elsewhere = (await (await ask()).json()) as ListAnswer;
    assert.notEqual(new URL(elsewhere['@odata.nextLink'] ?? '').origin, sandbox().graphEndpoint);
    const redirect = await ask();
    assert.deepEqual([redirect.status, redirect.headers.get('Location')], [302, 'http://localhost:1/']);
  });

  it('spoil rows and leave the others as they are', async () => {
    const rows = await rowsOf<unknown>(sandbox(), inboundList, await sandbox().appToken());
    await sandbox().addFaults({ fault: 'wrongShapedRows', operations: [list], nth: 1 });
    const spoilt = ((await (await ask()).json()) as ListAnswer<unknown>).value;
    assert.equal(spoilt.length, 50);
    assert.ok(spoilt.includes(null));
    assert.deepEqual(spoilt[2], rows[2]);
    assert.notDeepEqual(spoilt[1], rows[1]);
  });

  it('challenge a token until it was asked for with the claims', async () => {
    await sandbox().addFaults({ fault: 'claimsChallenge', operations: [list] });
    const challenged = await ask();
    assert.equal(challenged.status, 401);
    const header = challenged.headers.get('WWW-Authenticate') ?? '';
    assert.match(header, /error="insufficient_claims"/);
    const claims = Buffer.from(/claims="([^"]+)"/.exec(header)?.[1] ?? '', 'base64').toString('utf8');
    const token = await sandbox().userToken('adele', { claims });
    assert.equal((await sandbox().graph(inboundList, token)).status, 200);
    assert.equal((await ask()).status, 401);
  });

  it('spare clients that cannot answer a challenge when told to, as Graph does', async () => {
    await sandbox().addFaults({ fault: 'claimsChallenge', operations: [list], onlyCapable: true });
    assert.equal((await ask()).status, 200);
    const capable = await sandbox().userToken('adele', { claims: '{"access_token":{"xms_cc":{"values":["CP1"]}}}' });
    assert.equal((await sandbox().graph(inboundList, capable)).status, 401);
  });

  it('refuse a token as expired, a scope and a role as missing', async () => {
    await sandbox().addFaults({ fault: 'expiredToken', count: 1 }, { fault: 'missingScope', count: 1 }, { fault: 'missingRole', count: 1 });
    const expired = await ask();
    assert.deepEqual([expired.status, (await errorOf(expired)).code], [401, 'InvalidAuthenticationToken']);
    const [scope, role] = [await errorOf(await ask()), await errorOf(await ask())];
    assert.deepEqual([scope.code, role.code], ['Authorization_RequestDenied', 'Authorization_RequestDenied']);
    assert.notEqual(scope.message, role.message);
  });

  it('are told apart from nonsense', async () => {
    const post = (body: unknown): Promise<Response> =>
      fetch(`${sandbox().graphEndpoint}/sandbox/faults`, { method: 'POST', body: JSON.stringify(body) });
    assert.equal((await post({ fault: 'throttled', operation: list })).status, 200);
    for (const body of [
      { fault: 'unheard' },
      { fault: 'throttled', rate: 2 },
      { fault: 'throttled', operation: 'nothing' },
      { fault: 'throttled', colour: 'red' },
      'throttled',
      null,
    ]) {
      assert.equal((await post(body)).status, 400, JSON.stringify(body));
    }
    assert.equal((await statuses(1))[0], 429);
  });
});
