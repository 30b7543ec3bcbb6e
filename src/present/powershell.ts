import { t } from '@vscode/l10n';
import type { Operation } from '../graph/operation';
import { operation } from '../graph/operations';
import { endpointsOf } from '../signin/environment';
import type { CopiedCall, CopyContext } from './copiedCall';
import { addressOf, copyVariables, leastPermissions, operationsOf } from './copiedCall';
import { powershellQuote } from './quotes';
import { operationTitle } from './operationTitle';

const invoke = 'Invoke-MgGraphRequest';
const sandboxName = 'SharedProfilesSandbox';

function environmentName({ environment }: CopyContext): string {
  return environment.kind === 'cloud' ? environment.cloud : sandboxName;
}

function sandboxLines({ environment }: CopyContext): readonly string[] {
  if (environment.kind === 'cloud') {
    return [];
  }
  const { graphEndpoint, loginEndpoint } = endpointsOf(environment);
  const endpoints = `-GraphEndpoint ${powershellQuote(graphEndpoint)} -AzureADEndpoint ${powershellQuote(loginEndpoint)}`;
  return [`Add-MgEnvironment -Name ${powershellQuote(sandboxName)} ${endpoints}`];
}

/** `Connect-MgGraph` for these calls: the tenant and the least scopes, never a secret. */
function connectLine(calls: readonly CopiedCall[], context: CopyContext): string {
  const to = `Connect-MgGraph -Environment ${powershellQuote(environmentName(context))}`;
  const tenant = `-TenantId ${powershellQuote(context.tenantId)}`;
  if (context.environment.kind === 'sandbox' || context.authType === 'UserProvidedAccessToken') {
    return `${to} -AccessToken (ConvertTo-SecureString $env:${copyVariables.token} -AsPlainText -Force) -NoWelcome`;
  }
  if (context.authType === 'AppOnly') {
    return `${to} ${tenant} -ClientId ${powershellQuote(context.clientId)} -CertificateThumbprint $env:${copyVariables.certificate} -NoWelcome`;
  }
  const scopes = leastPermissions(calls, context.authType).map(powershellQuote).join(', ');
  return `${to} ${tenant} -ClientId ${powershellQuote(context.clientId)} -Scopes ${scopes} -NoWelcome`;
}

function modulesLine(calls: readonly CopiedCall[], usesCmdlets: boolean): string {
  const modules = ['Microsoft.Graph.Authentication', ...(usesCmdlets ? operationsOf(calls).map(({ cmdlet }) => cmdlet.module) : [])];
  return `#Requires -Modules ${[...new Set(modules)].join(', ')}`;
}

function head(calls: readonly CopiedCall[], context: CopyContext, usesCmdlets: boolean): readonly string[] {
  return [modulesLine(calls, usesCmdlets), '', ...sandboxLines(context), connectLine(calls, context), ''];
}

function bodyArguments(row: Operation): readonly string[] {
  return row.bodyParameters.map(({ cmdlet }) => `-${cmdlet} $env:${copyVariables.storageLocation}`);
}

function tailArguments({ cmdlet }: Operation): readonly string[] {
  return [...(cmdlet.list ? ['-All'] : []), ...(cmdlet.whatIf ? ['-WhatIf'] : [])];
}

function invokeLine(call: CopiedCall, context: CopyContext): string {
  const row = operation(call.operation);
  const body = row.bodyParameters.map(({ name }) => `${name} = $env:${copyVariables.storageLocation}`);
  const withBody = body.length === 0 ? '' : ` -Body (@{ ${body.join('; ')} } | ConvertTo-Json) -ContentType 'application/json'`;
  return `${invoke} -Method ${row.method} -Uri ${powershellQuote(addressOf(call, context))}${withBody}`;
}

function cmdletLine(row: Operation, values: readonly string[]): string {
  const path = row.pathParameters.map(({ cmdlet }, index) => `-${cmdlet} ${values[index] ?? ''}`);
  return [row.cmdlet.name, ...path, ...bodyArguments(row), ...tailArguments(row)].join(' ');
}

function literals(row: Operation, { path }: CopiedCall): readonly string[] {
  return row.pathParameters.map(({ name }) => powershellQuote(path[name] ?? ''));
}

/** Many calls of one operation: a list and a loop, so that it can be reviewed line by line. */
function loop(row: Operation, calls: readonly CopiedCall[]): readonly string[] {
  const fields = (call: CopiedCall): string =>
    literals(row, call)
      .map((literal, index) => `${row.pathParameters[index]?.name ?? ''} = ${literal}`)
      .join('; ');
  const items = calls.map((call, index) => `  @{ ${fields(call)} }${index === calls.length - 1 ? '' : ','}`);
  const values = row.pathParameters.map(({ name }) => `$item.${name}`);
  return ['$items = @(', ...items, ')', 'foreach ($item in $items) {', `  ${cmdletLine(row, values)}`, '}'];
}

function whatIfRemark(row: Operation): readonly string[] {
  return row.cmdlet.whatIf ? [`# ${t('-WhatIf shows what would be done; without it, it is done.')}`] : [];
}

function callsOf(row: Operation, calls: readonly CopiedCall[], context: CopyContext): readonly string[] {
  const own = calls.filter((call) => call.operation === row.id);
  own.forEach((call) => addressOf(call, context));
  const [only, ...others] = own;
  if (row.cmdlet.name === invoke) {
    return [`# ${operationTitle(row)}`, ...own.map((call) => invokeLine(call, context))];
  }
  const lines = only !== undefined && others.length === 0 ? [cmdletLine(row, literals(row, only))] : loop(row, own);
  return [`# ${operationTitle(row)}`, ...whatIfRemark(row), ...lines];
}

/** Calls as Graph PowerShell, connecting first. What destroys has `-WhatIf`. Throws GraphError `invalid` for ids that cannot be sent. */
export function graphPowerShell(calls: readonly CopiedCall[], context: CopyContext): string {
  const blocks = operationsOf(calls).map((row) => callsOf(row, calls, context).join('\n'));
  return `${[...head(calls, context, true), blocks.join('\n\n')].join('\n')}\n`;
}

/** Calls as `Invoke-MgGraphRequest`, which needs no module but the one that signs in. Throws GraphError `invalid`. */
export function invokeMgGraphRequest(calls: readonly CopiedCall[], context: CopyContext): string {
  return `${[...head(calls, context, false), ...calls.map((call) => invokeLine(call, context))].join('\n')}\n`;
}
