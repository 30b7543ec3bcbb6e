import assert from 'node:assert/strict';
import { openLoopback } from '../../../src/signin/loopback';

describe('the port that waits for the answer of the sign-in service', () => {
  const post = (address: string, values: Readonly<Record<string, string>>): Promise<Response> =>
    fetch(address.replace('localhost', '127.0.0.1'), { method: 'POST', body: new URLSearchParams(values) });

  it('turns away what does not carry the state, or is too large, and takes one answer only', async () => {
    const loopback = await openLoopback('right');
    try {
      const { redirectUri } = loopback;
      assert.match(redirectUri, /^http:\/\/localhost:\d+$/);
      assert.equal((await post(redirectUri, { code: 'c', state: 'wrong' })).status, 400);
      assert.equal((await post(redirectUri, { state: 'right' })).status, 400);
      assert.equal((await post(redirectUri, { code: 'c'.repeat(70_000), state: 'right' })).status, 400);
      const shown = post(redirectUri, { code: 'c', state: 'right' });
      const answer = await loopback.answer;
      assert.equal(answer.parameters.get('code'), 'c');
      assert.equal((await post(redirectUri, { code: 'other', state: 'right' })).status, 400);
      await answer.finish('<p>done</p>');
      const page = await shown;
      assert.equal(await page.text(), '<p>done</p>');
      assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'none'/);
    } finally {
      loopback.close();
    }
    await assert.rejects(post(loopback.redirectUri, {}));
  });
});
