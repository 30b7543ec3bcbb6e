import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'mocha';
import type * as MakeContainers from '../../../src/actions/makeContainers';
import { startAzurite, type Azurite } from '../../support/azurite';
import { buildExtension } from '../../support/buildExtension';
import { inRepository } from '../../support/places';

describe('the bundle that makes containers', () => {
  let azurite: Azurite;
  let bundle: typeof MakeContainers;
  const locationOf = (container: string): string => {
    const address = new URL(azurite.accountSasUrl());
    address.pathname = `${address.pathname.replace(/\/$/, '')}/${container}`;
    return address.href;
  };

  before(async function () {
    this.timeout(120_000);
    await buildExtension();
    bundle = createRequire(import.meta.url)(inRepository('dist', 'storage.js')) as typeof MakeContainers;
    azurite = await startAzurite();
  });
  after(() => azurite.stop());

  it('makes one in a real account, and leaves it as it is when it is there', async () => {
    await bundle.makeContainer(locationOf('made'));
    await bundle.makeContainer(locationOf('made'));
    assert.deepEqual(await azurite.blobs('made'), []);
  });

  it('says what the service answered, without the address', async () => {
    const location = locationOf('made').replace(/sig=[^&]+/, 'sig=AAAA');
    await assert.rejects(bundle.makeContainer(location), (error: Error & { readonly status?: number }) => {
      assert.equal(error.status, 403);
      assert.doesNotMatch(JSON.stringify(error) + String(error.cause), /sig=/);
      return true;
    });
  });
});
