import { operation } from '../graph/operations';
import { endpointsOf } from '../signin/environment';
import type { CopiedCall, CopyContext } from './copiedCall';
import { addressOf, bodyOf, copyVariables } from './copiedCall';
import { operationTitle } from './operationTitle';
import { graphPowerShell, invokeMgGraphRequest } from './powershell';
import { shellQuote } from './quotes';

export type CopyFormat = 'graphPowerShell' | 'invokeMgGraphRequest' | 'curl' | 'azRest' | 'm365' | 'http';

export const copyFormats: readonly CopyFormat[] = ['graphPowerShell', 'invokeMgGraphRequest', 'curl', 'azRest', 'm365', 'http'];

const continued = ' \\\n  ';

/** The body as a shell word whose secret is read from the environment when it runs. */
function shellBody(names: readonly string[]): string {
  const fields = names.map((name) => `"${name}":"'"$${copyVariables.storageLocation}"'"`);
  return `'{${fields.join(',')}}'`;
}

function curl(call: CopiedCall, context: CopyContext): string {
  const { method, title } = operation(call.operation);
  const names = bodyOf(call);
  const body =
    names.length > 0
      ? ["--header 'Content-Type: application/json'", `--data ${shellBody(names)}`]
      : ["--header 'Content-Type:'", "--data ''"];
  const parts = [
    `curl --fail-with-body --silent --show-error --request ${method}`,
    `--header "Authorization: Bearer $${copyVariables.token}"`,
    "--header 'Accept: application/json'",
    ...(method === 'POST' ? body : []),
    `--url ${shellQuote(addressOf(call, context))}`,
  ];
  return `# ${operationTitle({ title })}\n${parts.join(continued)}`;
}

function azRest(call: CopiedCall, context: CopyContext): string {
  const { method, title } = operation(call.operation);
  const names = bodyOf(call);
  const parts = [
    `az rest --method ${method.toLowerCase()}`,
    `--resource ${shellQuote(endpointsOf(context.environment).graphEndpoint)}`,
    ...(names.length > 0 ? ["--headers 'Content-Type=application/json'", `--body ${shellBody(names)}`] : []),
    `--url ${shellQuote(addressOf(call, context))}`,
  ];
  return `# ${operationTitle({ title })}\n${parts.join(continued)}`;
}

function m365(call: CopiedCall, context: CopyContext): string {
  const { method, title } = operation(call.operation);
  const names = bodyOf(call);
  const parts = [
    `m365 request --method ${method.toLowerCase()}`,
    `--resource ${shellQuote(endpointsOf(context.environment).graphEndpoint)}`,
    ...(names.length > 0 ? ["--content-type 'application/json'", `--body ${shellBody(names)}`] : []),
    `--url ${shellQuote(addressOf(call, context))}`,
  ];
  return `# ${operationTitle({ title })}\n${parts.join(continued)}`;
}

function http(call: CopiedCall, context: CopyContext): string {
  const { method, title } = operation(call.operation);
  const names = bodyOf(call);
  const body = names.map((name) => `"${name}": "{{$processEnv ${copyVariables.storageLocation}}}"`);
  return [
    `### ${operationTitle({ title })}`,
    `${method} ${addressOf(call, context)} HTTP/1.1`,
    `Authorization: Bearer {{$processEnv ${copyVariables.token}}}`,
    'Accept: application/json',
    ...(names.length > 0 ? ['Content-Type: application/json', '', `{ ${body.join(', ')} }`] : []),
  ].join('\n');
}

function each(calls: readonly CopiedCall[], textOf: (call: CopiedCall) => string, head: readonly string[]): string {
  return `${[...head, ...calls.map(textOf)].join('\n\n')}\n`;
}

/**
 * Calls as another tool writes them, from the operation table: never with a token or a storage location, these are read from the
 * environment when the call is made. Throws GraphError `invalid` for ids that cannot be sent.
 */
export function copyAs(format: CopyFormat, calls: readonly CopiedCall[], context: CopyContext): string {
  switch (format) {
    case 'graphPowerShell':
      return graphPowerShell(calls, context);
    case 'invokeMgGraphRequest':
      return invokeMgGraphRequest(calls, context);
    case 'curl':
      return each(calls, (call) => curl(call, context), []);
    case 'azRest':
      return each(calls, (call) => azRest(call, context), [`az login --tenant ${shellQuote(context.tenantId)} --allow-no-subscriptions`]);
    case 'm365':
      return each(calls, (call) => m365(call, context), [
        `m365 login --tenant ${shellQuote(context.tenantId)} --appId ${shellQuote(context.clientId)}`,
      ]);
    case 'http':
      return each(calls, (call) => http(call, context), []);
  }
}
