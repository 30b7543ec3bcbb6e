import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SandboxDescriptor } from './descriptor';
import { FaultRuleError, parseFaultMix, readFaultRules } from './faults/fault';
import { EditError, readPersonEdit } from './graph/edits';
import type { Executor } from './graph/execute';
import { readBody, sendJson } from './httpBody';
import { loginControls } from './login/loginControls';
import { LoginControlError } from './login/loginDeeds';
import type { SignIns } from './login/signIns';

/** The doors under /sandbox: for tests and for people, not for Graph clients. */
export type Control = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<boolean>;

/** As if it had just been started. */
function reset(executor: Executor, signIns: SignIns): void {
  signIns.reset();
  executor.clock.reset();
  executor.faults.clear();
  executor.faults.add(parseFaultMix(executor.options.faults ?? ''));
  executor.removals.clear();
  executor.edits.clear();
  executor.ahead.clear();
  executor.exports.clear();
  executor.quotas.clear();
  executor.throttle.clear();
  executor.ledger.reset();
}

/** What a caller did wrong, not the sandbox. */
const told = [FaultRuleError, EditError, LoginControlError, SyntaxError] as const;

type Action = (body: unknown) => unknown;

function actionsOf(executor: Executor, signIns: SignIns, descriptor: SandboxDescriptor): Readonly<Record<string, Action>> {
  const { faults, ledger, clock } = executor;
  return {
    'GET /sandbox': () => descriptor,
    'GET /sandbox/faults': () => faults.states(),
    'POST /sandbox/faults': (body) => {
      faults.add(readFaultRules(body));
      return faults.states();
    },
    'DELETE /sandbox/faults': () => {
      faults.clear();
      return faults.states();
    },
    ...loginControls(signIns),
    'GET /sandbox/ledger': () => ({ ...ledger.report(), signIn: signIns.ledger.report() }),
    'GET /sandbox/ledger/calls': () => ledger.calls(),
    'POST /sandbox/ledger/reset': () => {
      ledger.reset();
      signIns.ledger.clear();
      return { ...ledger.report(), signIn: signIns.ledger.report() };
    },
    'POST /sandbox/reset': () => {
      reset(executor, signIns);
      return { reset: true };
    },
    'POST /sandbox/people': (body) => {
      const { tenantId, userId, edit } = readPersonEdit(body);
      executor.edits.edit(tenantId, userId, edit);
      return { tenantId, userId, ...edit };
    },
    'POST /sandbox/clock': (body) => {
      const advanceMs = (body as { readonly advanceMs?: unknown } | null)?.advanceMs;
      if (typeof advanceMs !== 'number' || !Number.isFinite(advanceMs)) {
        throw new SyntaxError('advanceMs is a number of milliseconds.');
      }
      clock.advance(advanceMs);
      return { now: new Date(clock.now()).toISOString() };
    },
  };
}

export function createControl(executor: Executor, signIns: SignIns, descriptor: SandboxDescriptor): Control {
  const actions = new Map(Object.entries(actionsOf(executor, signIns, descriptor)));
  return async (request, response, url) => {
    if (!/^\/sandbox(\/|$)/.test(url.pathname)) {
      return false;
    }
    const action = actions.get(`${request.method ?? ''} ${url.pathname.replace(/\/$/, '')}`);
    if (!action) {
      sendJson(response, 404, { error: 'There is nothing here.', there: [...actions.keys()] });
      return true;
    }
    try {
      const text = request.method === 'POST' ? await readBody(request) : '';
      sendJson(response, 200, await action(text === '' ? null : JSON.parse(text)));
    } catch (error) {
      if (!told.some((kind) => error instanceof kind)) {
        throw error;
      }
      sendJson(response, 400, { error: error instanceof Error ? error.message : String(error) });
    }
    return true;
  };
}
