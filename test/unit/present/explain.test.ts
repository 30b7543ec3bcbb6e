import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { PolicyError, type PolicyProblem } from '../../../src/actions/policyFile';
import { EvidenceError, type EvidenceProblem, type EvidenceReason, type LineProblem } from '../../../src/evidence/errors';
import { failureOf, RecordedError } from '../../../src/evidence/failure';
import { CancelledError, GraphError, SignInError, type GraphErrorDetails, type SignInReason } from '../../../src/graph/errors';
import { operationIds } from '../../../src/graph/operations';
import { detailLines, explain } from '../../../src/present/explain';
import { failureText } from '../../../src/present/failureText';
import type { Context } from '../../../src/signin/context';

const context: Context = {
  id: 'x',
  environment: { kind: 'cloud', cloud: 'USGov' },
  tenantId: '6babcaad-604b-40ac-a9d7-9fd97c0b779f',
  tenantDisplayName: undefined,
  defaultDomainName: undefined,
  identity: { kind: 'app', displayName: undefined },
  clientId: 'c',
  authType: 'Delegated',
  tokenCredentialType: 'InteractiveBrowser',
  label: undefined,
  colour: 'blue',
};

const ids = { clientRequestId: 'e70c5c1b', requestId: '93b6f17e', date: '2026-01-15T10:00:00' };

const graph = (details: Partial<GraphErrorDetails>): GraphError =>
  new GraphError('message', { failure: 'refused', operation: 'removeInboundPersonalData', executed: 'no', ids, ...details });

const network = (code: string): GraphError =>
  graph({ failure: 'unreachable', cause: Object.assign(new Error('fetch failed'), { cause: Object.assign(new Error(code), { code }) }) });

const granted = { permissions: [], otherScopes: [], roles: [], expiresOn: undefined };

describe('an explanation', () => {
  it('says what happened and what to do next for every failure of every operation', () => {
    const failures = ['refused', 'unreachable', 'unreadable', 'untrusted', 'notHere', 'locked', 'invalid'] as const;
    const statuses = [400, 401, 403, 404, 405, 429, 500, 503, 504];
    for (const operation of operationIds) {
      for (const failure of failures) {
        for (const status of failure === 'refused' ? statuses : [undefined]) {
          const { headline, whatHappened, whatNext } = explain(graph({ failure, operation, status }), { context });
          assert.ok([headline, whatHappened, whatNext].every((text) => text !== '' && !/\{\d\}|undefined/.test(text)));
        }
      }
    }
  });

  it('names the permission and the role that a refused operation takes', () => {
    const { whatHappened } = explain(graph({ status: 403 }), { context });
    assert.match(
      whatHappened,
      /takes the permission CrossTenantUserProfileSharing\.ReadWrite \(or CrossTenantUserProfileSharing\.ReadWrite\.All\)/,
    );
    assert.match(whatHappened, /needs the role Global Administrator/);
  });

  it('names only what is missing where the token tells what is there', () => {
    const withPermission = { ...granted, permissions: ['CrossTenantUserProfileSharing.ReadWrite.All'] as const };
    const roleMissing = explain(graph({ status: 403 }), { context, granted: withPermission }).whatHappened;
    assert.doesNotMatch(roleMissing, /permission/i);
    assert.match(roleMissing, /role Global Administrator.* is missing/);
    const permissionMissing = explain(graph({ status: 403 }), {
      context,
      granted: { ...granted, roles: ['Global Administrator'] },
    }).whatHappened;
    assert.match(permissionMissing, /CrossTenantUserProfileSharing\.ReadWrite .* is missing/);
    assert.doesNotMatch(permissionMissing, /role/);
    const nothingMissing = explain(graph({ status: 403 }), { context, granted: { ...withPermission, roles: ['Global Administrator'] } });
    assert.match(nothingMissing.whatHappened, /Conditional Access/);
  });

  it('asks an application for no role', () => {
    const app: Context = { ...context, authType: 'AppOnly' };
    const { whatHappened } = explain(graph({ status: 403 }), { context: app });
    assert.match(whatHappened, /CrossTenantUserProfileSharing\.ReadWrite\.All/);
    assert.doesNotMatch(whatHappened, /role/);
  });

  it('says first that an outcome is unknown and never offers to repeat it', () => {
    const explanation = explain(graph({ status: 504, executed: 'unknown' }), { context });
    assert.equal(explanation.headline, 'Outcome unknown');
    assert.match(explanation.whatNext, /Do not repeat/);
    assert.deepEqual(explanation.remedies, []);
    assert.equal(explain(new CancelledError('unknown')).headline, 'Outcome unknown');
    assert.equal(explain(new CancelledError()).headline, 'Cancelled');
  });

  it('tells a proxy, a certificate, a name and a silent host apart', () => {
    const sentences = [
      'SELF_SIGNED_CERT_IN_CHAIN',
      'ENOTFOUND',
      'ECONNREFUSED',
      'ECONNRESET',
      'UND_ERR_CONNECT_TIMEOUT',
      'ERR_PROXY_CONNECTION_FAILED',
    ].map((code) => explain(network(code), { context }).whatHappened);
    assert.equal(new Set(sentences).size, sentences.length);
    assert.ok(sentences.every((sentence) => sentence.includes('graph.microsoft.us')));
  });

  it('says where an operation does not exist', () => {
    const { whatHappened, whatNext } = explain(graph({ failure: 'notHere' }), { context });
    assert.match(whatHappened, /US Government L4/);
    assert.match(whatNext, /Global cloud only/);
  });

  it('carries the ids by which a call can be traced', () => {
    const details = detailLines(explain(graph({ status: 403, code: 'Authorization_RequestDenied' }), { context }));
    for (const fact of [
      'Status: 403',
      'Code: Authorization_RequestDenied',
      'Request id: 93b6f17e',
      'Client request id: e70c5c1b',
      context.tenantId,
    ]) {
      assert.ok(details.includes(fact), fact);
    }
  });

  it('has sentences for every reason why signing in can fail', () => {
    const reasons: readonly SignInReason[] = [
      'interactionRequired',
      'cancelled',
      'timedOut',
      'consentRequired',
      'wrongTenant',
      'wrongAccount',
      'wrongAudience',
      'expired',
      'throttled',
      'unreachable',
      'refused',
      'notSupported',
    ];
    const sentences = reasons.map((reason) => explain(new SignInError('message', reason)).whatHappened);
    assert.equal(new Set(sentences).size, reasons.length);
  });

  it('has sentences of its own for everything that can be wrong with a policy and with what is to be sent', () => {
    const kinds = ['object', 'text', 'flag', 'list', 'filledList', 'time', 'possible'] as const;
    const wanted = [...kinds.map((kind) => ({ kind })), { kind: 'oneOf', allowed: ['a'] } as const, { kind: 'count', most: 9 } as const];
    const policies: readonly PolicyProblem[] = [
      ...wanted.map((each) => ({ kind: 'mismatch', mismatch: { at: 'capPerRun', wanted: each } }) as const),
      { kind: 'notJson' },
      { kind: 'disk', code: 'EACCES' },
    ];
    const inputs = ['empty', 'tooLong', 'controlCharacters', 'relativePath', 'malformed', 'notAnOption'] as const;
    const sentences = [
      ...policies.map((why) => explain(new PolicyError('policy.json', why)).whatHappened),
      ...inputs.map((problem) => explain(graph({ failure: 'invalid', invalid: { name: 'userId', problem } })).whatHappened),
    ];
    assert.equal(new Set(sentences).size, policies.length + inputs.length);
    assert.doesNotMatch(sentences.join(), /message|undefined|\{\d\}/);
  });

  it('has sentences of its own for everything that can be wrong with evidence, and shows names in them as they are', () => {
    const lines: readonly LineProblem[] = ['fileMissing', 'fileChanged', 'lineEmpty', 'lineNotJson', 'notARow', 'noTenantAsked'];
    const wanted = ['text', 'time', 'count', 'list', 'object'] as const;
    const problems: readonly EvidenceProblem[] = [
      { kind: 'lockHeld' },
      { kind: 'notJson' },
      { kind: 'notAnObject' },
      { kind: 'otherFormat', format: 'x' },
      { kind: 'newerFormat', version: 2, readsUpTo: 1 },
      ...wanted.map((each) => ({ kind: 'field', field: 'f', wanted: each }) as const),
      { kind: 'environmentUnknown' },
      { kind: 'statusUnknown' },
      { kind: 'noCase' },
      { kind: 'noSnapshot' },
      { kind: 'noManifest' },
      { kind: 'folderNotEmpty' },
      { kind: 'outside', folder: '/a' },
      { kind: 'nested', other: '/a' },
      { kind: 'keyWithin' },
      { kind: 'notAKey' },
      ...lines.map((why) => ({ kind: 'line', line: 2, why }) as const),
      { kind: 'otherTenants', tenantIds: ['a', 'b'] },
      { kind: 'caseRefuses', caseId: 'IR-1', pinned: [], tenantId: 't' },
      { kind: 'caseRefuses', caseId: 'IR-1', pinned: ['u'], tenantId: 't' },
      { kind: 'legalHold', mismatch: { at: 'userIds', wanted: { kind: 'list' } } },
      { kind: 'noContactColumn', columns: ['a'] },
      { kind: 'contactsNotJson' },
      { kind: 'template', line: 2, why: { kind: 'link' } },
      { kind: 'template', line: 2, why: { kind: 'notClosed' } },
      { kind: 'template', line: 2, why: { kind: 'unknownPlaceholder', name: 'n', known: ['a'] } },
    ];
    const path = '/cases/\u202E[x](command:y)';
    const sentences = problems.map((problem) => explain(new EvidenceError(problem, 'damaged', { path })).whatHappened);
    const reasons: readonly EvidenceReason[] = ['readOnly', 'full', 'missing', 'io'];
    sentences.push(...reasons.map((reason) => explain(new EvidenceError({ kind: 'disk', code: 'E' }, reason, { path })).whatHappened));
    assert.equal(new Set(sentences).size, problems.length + reasons.length);
    assert.deepEqual(
      sentences.filter((text) => /\u202E|\]\(|\{\d\}|undefined/.test(text)),
      [],
    );
  });

  it('says in words why a list of a snapshot is not whole, with the ids of the call and without its message', () => {
    const refused = graph({ operation: 'listInboundSharedUserProfiles', status: 403, code: 'Authorization_RequestDenied' });
    assert.equal(
      explain(new RecordedError(failureOf(refused))).whatHappened,
      '“List inbound shared user profiles” was refused · 403 · Authorization_RequestDenied · request-id 93b6f17e · client-request-id e70c5c1b',
    );
    const failures = ['unreachable', 'unreadable', 'untrusted', 'notHere', 'locked', 'invalid'] as const;
    const others = [new SignInError('message', 'expired'), new CancelledError(), new Error('message')];
    const sentences = [
      ...failures.map((failure) => failureText(failureOf(graph({ failure })))),
      ...others.map((error) => failureText(failureOf(error))),
      failureText({ kind: 'damaged', message: 'message', at: 'inbound.jsonl:2' }),
    ];
    assert.equal(new Set(sentences).size, sentences.length);
    assert.doesNotMatch(sentences.join(), /message|undefined/);
    assert.match(sentences.join(), /inbound\.jsonl:2/);
  });

  it('shows text of the service on one line and without links', () => {
    const { whatHappened } = explain(graph({ status: 400, serviceMessage: 'bad\n[click](command:x)\u202E' }), { context });
    assert.match(whatHappened, /bad⟨newline⟩\[click\] \(command:x\)⟨U\+202E⟩/);
  });

  it('does not show the message of an unexpected error, which may hold anything', () => {
    const { whatHappened, details } = explain(new TypeError('https://x.blob.core.windows.net/c?sig=secret'));
    assert.doesNotMatch(`${whatHappened} ${JSON.stringify(details)}`, /sig=/);
  });
});
