import type { Operation } from '../../graph/operation';
import type { FaultRule } from '../faults/fault';
import type { Faults } from '../faults/faults';
import { answerInstead, type FaultScene } from '../faults/instead';
import { spoil } from '../faults/spoil';
import type { Caller, Refusal } from '../login/caller';
import type { Answer } from './answer';
import { ApiError, errorAnswer } from './apiError';
import { authorise, unauthorized } from './authorise';
import { answerBatch } from './batch';
import type { GraphRequest } from './graphRequest';
import { handlerOf } from './handlers';
import { readQuery } from './queryOptions';
import { routeOf, type Route } from './route';
import type { Services } from './services';
import type { Throttle } from './throttle';

export interface Executor extends Services {
  readonly faults: Faults;
  readonly throttle: Throttle;
  readonly loginEndpoint: string;
}

interface Scene extends FaultScene {
  readonly request: GraphRequest;
  readonly root: string;
  readonly path: string;
  readonly query: string;
}

interface Done {
  readonly answer: Answer;
  readonly route: Route | undefined;
  readonly fault: FaultRule | undefined;
}

function sceneOf(request: GraphRequest, executor: Executor): Scene {
  const [path = '', query = ''] = request.target.split(/\?(.*)/s);
  const root = `${executor.endpoint}/${request.version}`;
  const { ids } = request;
  return { ids, now: executor.clock.now(), authority: executor.loginEndpoint, url: `${root}${request.target}`, request, root, path, query };
}

async function carryOut(
  operation: Operation,
  route: Route,
  caller: Caller,
  scene: Scene,
  executor: Executor,
  fault?: FaultRule,
): Promise<Answer> {
  const { request, root, path, ids } = scene;
  if (operation.id === 'batch') {
    return answerBatch(request, (inner) => execute(inner, executor));
  }
  const tenant = executor.world.tenant(caller.tenantId);
  if (!tenant) {
    throw new ApiError(401, 'InvalidAuthenticationToken', 'The tenant of the token is not known.');
  }
  const query = readQuery(operation, new URLSearchParams(scene.query), executor.options.odata);
  const call = { operation, values: route.values, caller, tenant, query, body: request.body, ids, root, url: `${root}${path}` };
  return handlerOf(operation.id, fault?.fault === 'exportFails')(call, executor);
}

/** Errors that Graph reports become answers; anything else is a defect of the sandbox and travels on. */
function reported(error: unknown, scene: Scene): Answer {
  if (error instanceof ApiError) {
    return errorAnswer(error, scene.ids, scene.now);
  }
  throw error;
}

function letIn(route: Route, caller: Caller | Refusal, executor: Executor): Caller {
  if (caller.kind === 'refusal') {
    throw unauthorized(caller, executor.loginEndpoint);
  }
  if (route.operation.id !== 'batch') {
    authorise(route.operation, caller, route.values);
  }
  return caller;
}

async function run(scene: Scene, executor: Executor): Promise<Done> {
  const { request } = scene;
  let route: Route | undefined;
  let fault: FaultRule | undefined;
  try {
    route = routeOf(request.method, request.version, scene.path);
    const { operation, values } = route;
    const caller = letIn(route, request.caller, executor);
    fault = executor.faults.strike({ operation: operation.id, caller, values });
    const instead = fault && answerInstead(fault, scene);
    if (instead) {
      return { answer: instead, route, fault };
    }
    const charged = executor.throttle.charge(operation, caller, scene.query);
    const answer = await carryOut(operation, route, caller, scene, executor, fault).catch((error: unknown) => reported(error, scene));
    const headers = { ...charged, ...answer.headers };
    return { answer: fault ? spoil(fault, { ...answer, headers }, scene) : { ...answer, headers }, route, fault };
  } catch (error) {
    return { answer: reported(error, scene), route, fault };
  }
}

/** Carries a request out: route, caller, rights, faults, throttle, deed, ledger. */
export async function execute(request: GraphRequest, executor: Executor): Promise<Answer> {
  const { answer, route, fault } = await run(sceneOf(request, executor), executor);
  executor.ledger.call({
    operation: route?.operation.id ?? 'unknown',
    status: answer.status,
    fault: fault?.fault,
    tenantId: request.caller.kind === 'refusal' ? undefined : request.caller.tenantId,
    values: route?.values ?? {},
    ...request.ids,
  });
  return answer;
}
