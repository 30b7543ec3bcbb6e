import assert from 'node:assert/strict';
import type { OperationId } from '../../../src/graph/operation';
import { operation, operationIds } from '../../../src/graph/operations';
import { faultNames, type FaultName } from '../../../src/sandbox/faults/fault';
import { useSandbox } from '../../support/sandbox';
import { judge } from './openApi';
import { requestOf, subjectsOf, type Subjects } from './requests';

const storage = (): string => {
  const parameters = { sv: '2021-08-06', sr: 'c', sp: 'cw', se: new Date(Date.now() + 3_600_000).toISOString(), sig: 'c2ln' };
  return `https://account.blob.core.windows.net/c${Math.random()}?${new URLSearchParams(parameters).toString()}`;
};

describe('the answers of the sandbox, held against the OpenAPI description', () => {
  const sandbox = useSandbox({ inbound: 300, outbound: 60, exportAnswer: 'body', exportDurationMs: 3_600_000, removalLagMs: 60_000 });
  let subjects: Subjects;
  before(async () => {
    subjects = await subjectsOf(sandbox());
  });

  const startExport = async (): Promise<string> => {
    const { path, init } = requestOf('exportInboundPersonalData', subjects, sandbox(), { storageLocation: storage() });
    const response = await sandbox().graph(path, await sandbox().appToken(), init);
    const { Location } = (await response.json()) as { readonly Location: string };
    return Location.split('/').at(-1) ?? '';
  };
  const more = async (id: OperationId): Promise<Readonly<Record<string, string>>> =>
    id === 'getDataPolicyOperation' ? { dataPolicyOperationId: await startExport() } : { storageLocation: storage() };

  const ask = async (id: OperationId, token?: string, given?: Readonly<Record<string, string>>): Promise<Response> => {
    const { path, init } = requestOf(id, subjects, sandbox(), given ?? (await more(id)));
    return sandbox().graph(path, token ?? (await sandbox().userToken('adele')), init);
  };
  const assertValid = async (id: OperationId, response: Response): Promise<void> => {
    const text = await response.text();
    const verdict = judge(operation(id), response.status, text === '' ? undefined : JSON.parse(text));
    const expected = text === '' ? 'withoutBody' : 'valid';
    assert.equal(verdict.kind, expected, `${id} ${response.status}: ${JSON.stringify(verdict)} ${text.slice(0, 300)}`);
  };

  for (const id of operationIds) {
    it(`are as described for ${id}`, async () => {
      const response = await ask(id);
      assert.equal(response.status, operation(id).answer.status);
      await assertValid(id, response);
    });

    it(`are as described for ${id} when it is refused`, async () => {
      await assertValid(id, await ask(id, 'nonsense'));
      await assertValid(id, await ask(id, await sandbox().appToken('none')));
      if (operation(id).pathParameters.length > 0) {
        const unknown = '00000000-0000-4000-8000-000000000000';
        const nobody = { userId: unknown, tenantId: unknown, domainName: 'unknown.example', dataPolicyOperationId: unknown };
        const gone = await ask(id, undefined, nobody);
        assert.equal(gone.status, 404);
        await assertValid(id, gone);
        const malformed = await ask(id, undefined, { userId: 'x', tenantId: 'x', domainName: 'x', dataPolicyOperationId: 'x' });
        assert.equal(malformed.status, 400);
        await assertValid(id, malformed);
      }
    });
  }

  const withoutJson: readonly FaultName[] = [
    'droppedBefore',
    'droppedAfter',
    'truncatedJson',
    'htmlErrorPage',
    'redirect',
    'wrongShapedRows',
  ];
  for (const fault of faultNames.filter((name) => !withoutJson.includes(name))) {
    it(`are as described under the fault ${fault}, for every operation`, async () => {
      for (const id of operationIds) {
        const given = await more(id);
        await sandbox().addFaults({ fault, operations: [id], durationMs: 20 });
        await assertValid(id, await ask(id, undefined, given));
        await sandbox().clearFaults();
        await sandbox().reset();
      }
    });
  }

  it('break the description under the fault wrongShapedRows, as they are meant to', async () => {
    for (const id of operationIds.filter((each) => ['collection', 'entity'].includes(operation(each).answer.kind))) {
      if (['listOrganization', 'batch', 'getMe'].includes(id)) {
        continue;
      }
      const given = await more(id);
      await sandbox().addFaults({ fault: 'wrongShapedRows', operations: [id] });
      const response = await ask(id, undefined, given);
      const { kind } = judge(operation(id), response.status, await response.json());
      assert.equal(kind, 'invalid', id);
      await sandbox().clearFaults();
    }
  });
});
