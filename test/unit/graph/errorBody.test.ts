import assert from 'node:assert/strict';
import { serviceError } from '../../../src/graph/errorBody';

const nothing = { code: undefined, message: undefined, requestId: undefined, date: undefined };

describe('the body of a refusal', () => {
  it('is read with innerError and with innererror, nested too', () => {
    for (const inner of ['innerError', 'innererror']) {
      const error = { code: 'Request_BadRequest', message: 'Bad.', [inner]: { code: 'x', [inner]: { date: 'd', 'request-id': 'r' } } };
      assert.deepEqual(serviceError(Buffer.from(JSON.stringify({ error }))), {
        code: 'Request_BadRequest',
        message: 'Bad.',
        requestId: 'r',
        date: 'd',
      });
    }
  });

  it('may have an empty code, may be no JSON, may be nothing', () => {
    const bodies = ['{"error":{"code":"","message":""}}', '<html>', '', '{"error":"invalid_grant"}', '[]', 'null', '{"error":{"code":7}}'];
    for (const body of bodies) {
      assert.deepEqual(serviceError(Buffer.from(body)), nothing, body);
    }
  });

  it('loses tokens and becomes short', () => {
    const message = `Bearer eyJhbGciOiJub25lIn0.eyJvaWQiOiJ4In0.abc ${'x'.repeat(5000)}`;
    const { message: shown } = serviceError(Buffer.from(JSON.stringify({ error: { message } })));
    assert.equal(shown?.length, 500);
    assert.doesNotMatch(shown, /eyJ/);
  });

  it('does not follow inner errors without end', () => {
    const deep = '{"error":'.concat('{"innererror":'.repeat(50), '{"request-id":"r"}', '}'.repeat(51));
    assert.equal(serviceError(Buffer.from(deep)).requestId, undefined);
  });
});
