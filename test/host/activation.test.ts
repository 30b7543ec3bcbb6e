import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { extensions } from 'vscode';
import manifest from '../../package.json';

describe('the extension in its host', () => {
  it('activates', async () => {
    const extension = extensions.getExtension(`${manifest.publisher}.${manifest.name}`);
    assert.ok(extension);
    await extension.activate();
    assert.equal(extension.isActive, true);
  });
});
