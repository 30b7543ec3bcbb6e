import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import manifest from '../../package.json';

describe('the manifest', () => {
  it('loads the bundle that the build makes', () => {
    assert.equal(manifest.main, './dist/extension.js');
  });
});
