import assert from 'node:assert/strict';
import { containerNameOf, startAzurite, type Azurite } from '../../support/azurite';
import { sandboxHere, useSandbox } from '../../support/sandbox';
import { errorOf, inboundList, rowsOf } from './collect';

const exportPath = (userId: string): string => `${inboundList}/${userId}/exportPersonalData`;
const exportInit = (storageLocation: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ storageLocation }),
});

const fakeSas = (container: string, changes: Readonly<Record<string, string>> = {}): string => {
  const parameters = { sv: '2021-08-06', sr: 'c', sp: 'cw', se: new Date(Date.now() + 3_600_000).toISOString(), sig: 'c2ln', ...changes };
  return `https://account.blob.core.windows.net/${container}?${new URLSearchParams(parameters).toString()}`;
};

interface OperationAnswer {
  readonly status: string;
  readonly progress: number;
  readonly userId: string;
  readonly storageLocation: string;
  readonly completedDateTime: string | null;
}

describe('exporting in the sandbox', function () {
  this.timeout(60_000);
  const sandbox = useSandbox({ inbound: 300, exportDurationMs: 60_000, exportLagMs: 2000 });
  let azurite: Azurite;
  before(async () => {
    azurite = await startAzurite();
  });
  after(() => azurite.stop());

  const operationAt = async (location: string): Promise<Response> =>
    sandbox().graph(location.slice(sandbox().graphEndpoint.length), await sandbox().appToken());

  it('goes its way and writes the person as an append blob into the container', async () => {
    const token = await sandbox().appToken();
    const [person] = await rowsOf(sandbox(), inboundList, token);
    const userId = person?.['userId'] ?? '';
    const location = await azurite.newSasUrl();
    const accepted = await sandbox().graph(exportPath(userId), token, exportInit(location));
    assert.equal(accepted.status, 202);
    assert.equal(await accepted.text(), '');
    assert.equal(accepted.headers.get('Retry-After'), '1');
    const operationUrl = accepted.headers.get('Location') ?? '';
    assert.match(operationUrl, /\/v1\.0\/dataPolicyOperations\/[0-9a-f-]{36}$/);

    assert.equal((await operationAt(operationUrl)).status, 404);
    const seen: string[] = [];
    for (const step of [3000, 20_000, 20_000]) {
      await sandbox().advanceClock(step);
      const { status, progress } = (await (await operationAt(operationUrl)).json()) as OperationAnswer;
      seen.push(`${status} ${progress < 100}`);
    }
    assert.deepEqual(seen, ['notStarted true', 'running true', 'running true']);
    assert.deepEqual(await azurite.blobs(containerNameOf(location)), []);

    await sandbox().advanceClock(20_000);
    const done = (await (await operationAt(operationUrl)).json()) as OperationAnswer;
    assert.deepEqual([done.status, done.progress, done.userId, done.storageLocation], ['complete', 100, userId, location]);
    assert.ok(done.completedDateTime);
    const [blob, ...others] = await azurite.blobs(containerNameOf(location));
    assert.deepEqual(others, []);
    assert.equal(blob?.blobType, 'AppendBlob');
    const content = JSON.parse(blob.content) as Record<string, string>;
    assert.deepEqual({ ...content, ...person }, content);

    const [change] = (await sandbox().ledger()).changes;
    assert.equal(change?.kind, 'export');
    assert.ok(!JSON.stringify(await sandbox().ledger()).includes('sig='));
    assert.ok(change.container?.endsWith(containerNameOf(location)));
  });

  it('fails in the end when the storage does not let it write', async () => {
    const token = await sandbox().appToken();
    const [person] = await rowsOf(sandbox(), inboundList, token);
    const gone = azurite.sasUrl('there-is-no-such-container');
    const accepted = await sandbox().graph(exportPath(person?.['userId'] ?? ''), token, exportInit(gone));
    await sandbox().advanceClock(60_000);
    const done = (await (await operationAt(accepted.headers.get('Location') ?? '')).json()) as OperationAnswer;
    assert.equal(done.status, 'failed');
  });

  it('fails on demand without writing', async () => {
    await sandbox().addFaults({ fault: 'exportFails', operations: ['exportInboundPersonalData'] });
    const token = await sandbox().appToken();
    const [person] = await rowsOf(sandbox(), inboundList, token);
    const location = await azurite.newSasUrl();
    const accepted = await sandbox().graph(exportPath(person?.['userId'] ?? ''), token, exportInit(location));
    await sandbox().advanceClock(60_000);
    const done = (await (await operationAt(accepted.headers.get('Location') ?? '')).json()) as OperationAnswer;
    assert.equal(done.status, 'failed');
    assert.deepEqual(await azurite.blobs(containerNameOf(location)), []);
  });

  it('writes by itself when its time has come, without being asked', async () => {
    const quick = await sandboxHere({ inbound: 10, exportDurationMs: 50 });
    try {
      const token = await quick.appToken();
      const [person] = await rowsOf(quick, inboundList, token);
      const location = await azurite.newSasUrl();
      await quick.graph(exportPath(person?.['userId'] ?? ''), token, exportInit(location));
      const until = Date.now() + 10_000;
      while ((await azurite.blobs(containerNameOf(location))).length === 0 && Date.now() < until) {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      assert.equal((await azurite.blobs(containerNameOf(location))).length, 1);
    } finally {
      await quick.stop();
    }
  });

  it('can be followed by the other tenant no more than by a stranger', async () => {
    const token = await sandbox().appToken();
    const [person] = await rowsOf(sandbox(), inboundList, token);
    const accepted = await sandbox().graph(exportPath(person?.['userId'] ?? ''), token, exportInit(await azurite.newSasUrl()));
    await sandbox().advanceClock(3000);
    const path = (accepted.headers.get('Location') ?? '').slice(sandbox().graphEndpoint.length);
    assert.equal((await sandbox().graph(path, token)).status, 200);
    assert.equal((await sandbox().graph(path, await sandbox().appToken('every', { tenant: 'Contoso' }))).status, 404);
    assert.equal((await sandbox().graph(path, await sandbox().appToken('none'))).status, 403);
  });
});

describe('the storage rules of the sandbox', () => {
  const sandbox = useSandbox({ inbound: 1100, exportAnswer: 'body', exportDurationMs: 3_600_000 });

  const statusOf = async (storageLocation: unknown): Promise<number> => {
    const { userId } = sandbox().example('sameNameFirst');
    return (await sandbox().graph(exportPath(userId), await sandbox().appToken(), exportInit(storageLocation))).status;
  };

  it('answer in the body when told to', async () => {
    const { userId } = sandbox().example('sameNameFirst');
    const response = await sandbox().graph(exportPath(userId), await sandbox().appToken(), exportInit(fakeSas('body')));
    const body = (await response.json()) as Record<string, unknown>;
    assert.equal(response.status, 202);
    assert.equal(response.headers.get('Location'), null);
    assert.match(String(body['Location']), /dataPolicyOperations/);
    assert.equal(body['Retry-After'], 1);
  });

  const refused: Readonly<Record<string, unknown>> = {
    'no location': undefined,
    'a location that is no text': 42,
    'an empty location': '',
    'an account name': 'MyStorageAccount',
    'an address without encryption': fakeSas('x').replace('https:', 'http:'),
    'a container without a signature': 'https://account.blob.core.windows.net/container',
    'a signature without a value': fakeSas('x', { sig: '' }),
    'an account': fakeSas(''),
    'a blob': fakeSas('container/blob'),
    'a signature for a blob': fakeSas('x', { sr: 'b' }),
    'a signature for reading': fakeSas('x', { sp: 'rl' }),
    'a signature for creating only': fakeSas('x', { sp: 'c' }),
    'a signature that has ended': fakeSas('x', { se: '2020-01-01T00:00:00Z' }),
    'a signature that has not begun': fakeSas('x', { st: new Date(Date.now() + 3_600_000).toISOString() }),
    'an address with a user name': fakeSas('x').replace('https://', 'https://user@'),
  };
  for (const [what, location] of Object.entries(refused)) {
    it(`refuse ${what}`, async () => {
      assert.equal(await statusOf(location), 400);
      assert.deepEqual((await sandbox().ledger()).changes, []);
    });
  }

  it('refuse a container that was used before, and a body that is not JSON', async () => {
    assert.equal(await statusOf(fakeSas('once')), 202);
    assert.equal(await statusOf(fakeSas('once', { sp: 'rcwl' })), 400);
    const { userId } = sandbox().example('sameNameFirst');
    const broken = await sandbox().graph(exportPath(userId), await sandbox().appToken(), { method: 'POST', body: '{"storageLocation":' });
    assert.equal(broken.status, 400);
  });

  it('take a hundred exports of a person and a thousand of a tenant in a day, and then more the next day', async () => {
    const token = await sandbox().appToken();
    const people = await rowsOf(sandbox(), `${inboundList}?$top=999`, token);
    const send = async (person: number, container: string): Promise<Response> =>
      sandbox().graph(exportPath(people[person]?.['userId'] ?? ''), token, exportInit(fakeSas(container)));
    for (let number = 0; number < 100; number += 1) {
      assert.equal((await send(0, `person${number}`)).status, 202);
    }
    const oneTooMany = await send(0, 'person100');
    assert.equal(oneTooMany.status, 429);
    assert.equal(oneTooMany.headers.get('Retry-After'), null);
    assert.equal((await errorOf(oneTooMany)).code, 'TooManyRequests');
    for (let number = 1; number <= 900; number += 1) {
      assert.equal((await send(number, `tenant${number}`)).status, 202);
    }
    assert.equal((await send(901, 'tenant901')).status, 429);
    await sandbox().advanceClock(86_400_000);
    const nextDay = await sandbox().graph(
      exportPath(people[0]?.['userId'] ?? ''),
      await sandbox().appToken(),
      exportInit(fakeSas('tomorrow', { se: new Date(Date.now() + 10 * 86_400_000).toISOString() })),
    );
    assert.equal(nextDay.status, 202);
  });
});
