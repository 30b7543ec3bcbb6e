import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { commands as editorCommands, Uri, workspace } from 'vscode';
import { commands, documentScheme } from '../../src/present/contract';

describe('what the extension registers', () => {
  it('is every command of the contract and no other', async () => {
    const registered = (await editorCommands.getCommands(true)).filter((id) => /^sharedProfiles\.[A-Za-z]+$/.test(id));
    const own = registered.filter((id) => !/^sharedProfiles\.(profiles|tenantDetails)/.test(id));
    assert.deepEqual(own.sort(), Object.values(commands).sort());
  });

  it('includes read-only documents, which say so when nobody is signed in any more', async () => {
    const query = JSON.stringify({ kind: 'inbound', contextId: 'gone', homeTenantId: '1', userId: '2' });
    const document = await workspace.openTextDocument(Uri.from({ scheme: documentScheme, path: '/inbound/2.md', query }));
    assert.match(document.getText(), /Nobody is signed in to the tenant of this document any more/);
  });
});
