import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { delimiter } from 'node:path';
import { copyAs } from '../../src/present/copyAs';
import type { CopyContext } from '../../src/present/copiedCall';
import { copyChoices } from '../../src/present/copying/callsOf';
import { inRepository } from '../support/places';
import { useSandbox } from '../support/sandbox';

const path = [process.env['PATH'], inRepository('test', 'support', 'standIns')].join(delimiter);

async function shell(script: string, token: string): Promise<{ readonly code: number; readonly said: string }> {
  const child = spawn('sh', ['-c', script], { env: { PATH: path, GRAPH_TOKEN: token } });
  const pieces: Buffer[] = [];
  child.stdout.on('data', (piece: Buffer) => pieces.push(piece));
  const [code] = (await once(child, 'close')) as [number];
  return { code, said: Buffer.concat(pieces).toString('utf8') };
}

describe('What is copied as cURL, run against the sandbox', () => {
  const sandbox = useSandbox({ inbound: 50 });

  if (process.platform !== 'win32') {
    it('reads a person and asks for the removal of the same person, with a token from the environment', async () => {
      const { userId, homeTenantId } = sandbox().example('lookAlikeLatin');
      const context: CopyContext = {
        environment: { kind: 'sandbox', origin: sandbox().graphEndpoint },
        tenantId: sandbox().tenantId(),
        clientId: sandbox().descriptor.publicClients[0]?.clientId ?? '',
        authType: 'Delegated',
      };
      const profile = { userId, homeTenantId, userPrincipalName: '', displayName: '' };
      const choices = copyChoices([{ kind: 'inboundProfile', id: '', contextId: '', profile, fate: undefined }]);
      const textOf = (operation: string): string =>
        copyAs('curl', choices.find((choice) => choice.operation === operation)?.calls ?? [], context);
      const token = await sandbox().appToken();

      const read = await shell(textOf('getInboundSharedUserProfile'), token);
      assert.equal(read.code, 0);
      assert.equal((JSON.parse(read.said) as { readonly userId: string }).userId, userId);
      assert.equal((await shell(textOf('removeInboundPersonalData'), token)).code, 0);
      assert.deepEqual(
        (await sandbox().ledger()).changes.map((change) => [change.kind, change.userId]),
        [['remove', userId]],
      );
      assert.notEqual((await shell(textOf('getInboundSharedUserProfile'), 'no-token')).code, 0);
    });
  }
});
