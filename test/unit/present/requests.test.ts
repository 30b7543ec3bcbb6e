import assert from 'node:assert/strict';
import type { CallRecord } from '../../../src/graph/client';
import { callLine } from '../../../src/present/logLine';
import { diagnosisOf } from '../../../src/present/requests/diagnosis';
import { mostRecentCalls, RecentCalls } from '../../../src/present/requests/recentCalls';
import { requestText, requestTitle } from '../../../src/present/requests/requestText';

const userId = 'c228b2ae-c4fb-4eda-9620-7e73dddd1cac';

function record(change: Partial<CallRecord> = {}): CallRecord {
  return {
    operation: 'getInboundSharedUserProfile',
    method: 'GET',
    path: '/directory/inboundSharedUserProfiles/{userId}',
    pathValues: () => ({ userId }),
    status: 200,
    code: undefined,
    failure: undefined,
    attempt: 1,
    startedAt: Date.UTC(2026, 0, 2, 3, 4, 5),
    durationMs: 12.4,
    ids: { clientRequestId: 'client-1', requestId: 'request-1', date: undefined },
    ...change,
  };
}

describe('Recent requests', () => {
  it('are the last 500, newest first', () => {
    const recent = new RecentCalls();
    for (let number = 1; number <= mostRecentCalls + 20; number += 1) {
      recent.add({ contextId: 'one', record: record({ durationMs: number }) });
    }
    const durations = recent.all.map((call) => call.record.durationMs);
    assert.equal(durations.length, 500);
    assert.deepEqual([durations[0], durations.at(-1)], [520, 21]);
    assert.deepEqual(
      durations,
      [...durations].sort((one, other) => other - one),
    );
  });

  it('are forgotten with their context, and go on being the last 500', () => {
    const recent = new RecentCalls();
    const add = (contextId: string, from: number, count: number): void => {
      for (let number = from; number < from + count; number += 1) {
        recent.add({ contextId, record: record({ durationMs: number }) });
      }
    };
    add('one', 0, 300);
    add('other', 300, 300);
    recent.forget('one');
    assert.deepEqual([recent.all.length, recent.all[0]?.record.durationMs], [300, 599]);
    add('other', 600, 250);
    const durations = recent.all.map((call) => call.record.durationMs);
    assert.deepEqual([durations.length, durations[0], durations.at(-1)], [500, 849, 350]);
  });

  it('are logged and shown without what the path was filled with', () => {
    const text = `${callLine(record()).text}\n${requestTitle(record())}\n${requestText(record(), {})}`;
    assert.doesNotMatch(text, new RegExp(userId));
    assert.match(text, /200 {2}GET \/directory\/inboundSharedUserProfiles\/\{userId\}/);
    assert.match(text, /request-1/);
  });

  it('have levels in the log: what was refused stands out, what got no answer more', () => {
    assert.deepEqual(
      [record(), record({ status: 403 }), record({ status: undefined, failure: 'dns' })].map((each) => callLine(each).level),
      ['info', 'warn', 'error'],
    );
    assert.match(callLine(record({ status: 429, attempt: 3 })).text, /429 {2}12 ms {2}attempt 3/);
  });
});

describe('The diagnosis of a request', () => {
  it('names the missing permission and role of a refusal', () => {
    const granted = { permissions: ['User.Read'], otherScopes: [], roles: [], expiresOn: undefined } as const;
    const { whatHappened } = diagnosisOf(record({ status: 403, code: 'Authorization_RequestDenied' }), { granted });
    assert.match(whatHappened, /CrossTenantUserProfileSharing\.Read .*is missing/);
    assert.match(whatHappened, /Global Reader/);
  });

  it('says what kept a call from its answer', () => {
    assert.match(diagnosisOf(record({ status: undefined, failure: 'certificate' }), {}).whatHappened, /certificate/);
    assert.match(diagnosisOf(record({ status: undefined, failure: 'cancelled' }), {}).headline, /Cancelled/);
    assert.match(diagnosisOf(record({ status: 200, failure: 'cut' }), {}).whatHappened, /cut short/);
  });

  it('never lets somebody repeat a write whose outcome is unknown', () => {
    const removal = { operation: 'removeInboundPersonalData', method: 'POST' } as const;
    for (const change of [
      { status: undefined, failure: 'timeout' },
      { status: 504, failure: undefined },
    ]) {
      assert.match(diagnosisOf(record({ ...removal, ...change }), {}).whatNext, /Do not repeat it/);
    }
  });

  it('does not call a removal done because the service took the request', () => {
    const { whatHappened } = diagnosisOf(record({ operation: 'removeInboundPersonalData', method: 'POST', status: 204 }), {});
    assert.match(whatHappened, /does not say that it is done/);
  });
});
