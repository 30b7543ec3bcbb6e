import { t } from '@vscode/l10n';
import type { Operation, OperationId } from '../../graph/operation';
import { operation, operationIds } from '../../graph/operations';

export interface ConsoleParameter {
  readonly name: string;
  readonly takes: 'value' | 'nothing';
  readonly about: string;
}

/** Cmdlets that are not in the operation table. */
export const builtInNames = [
  'Connect-MgGraph',
  'Disconnect-MgGraph',
  'Get-MgContext',
  'Get-Command',
  'Get-Help',
  'Get-History',
  'Clear-Host',
] as const;

/** What rows can be handed to. */
export const sinkNames = ['ConvertTo-Json', 'Export-Csv'] as const;

export type BuiltInName = (typeof builtInNames)[number];
export type SinkName = (typeof sinkNames)[number];

/** A verb of the console. `operations` are the rows of the table that it stands for; which of them is chosen by the parameters given. */
export type ConsoleCmdlet =
  | {
      readonly kind: 'operation';
      readonly name: string;
      readonly operations: readonly OperationId[];
      readonly parameters: readonly ConsoleParameter[];
    }
  | { readonly kind: 'builtIn'; readonly name: BuiltInName; readonly parameters: readonly ConsoleParameter[] }
  | { readonly kind: 'sink'; readonly name: SinkName; readonly parameters: readonly ConsoleParameter[] };

const throughRequests = 'Invoke-MgGraphRequest';

function parametersOf(rows: readonly Operation[]): readonly ConsoleParameter[] {
  const path = new Map(rows.flatMap((row) => row.pathParameters).map(({ cmdlet, name }) => [cmdlet, name]));
  const whatIf = rows.some(({ cmdlet }) => cmdlet.whatIf);
  return [
    ...[...path].map(([name, about]): ConsoleParameter => ({ name, takes: 'value', about })),
    ...(rows.some(({ cmdlet }) => cmdlet.list)
      ? [{ name: 'All', takes: 'nothing', about: t('every page, not only the first') } as const]
      : []),
    ...(whatIf ? [{ name: 'WhatIf', takes: 'nothing', about: t('makes the plan, shows it and sends nothing') } as const] : []),
    ...(whatIf ? [{ name: 'Confirm', takes: 'nothing', about: t('is always on: every export and removal asks') } as const] : []),
  ];
}

/** The verbs that come from the operation table. */
export function operationCmdlets(): readonly ConsoleCmdlet[] {
  const rows = operationIds.map(operation).filter(({ cmdlet }) => cmdlet.name !== throughRequests);
  return [...new Set(rows.map(({ cmdlet }) => cmdlet.name))].map((name) => {
    const own = rows.filter(({ cmdlet }) => cmdlet.name === name);
    return { kind: 'operation', name, operations: own.map(({ id }) => id), parameters: parametersOf(own) };
  });
}

function builtInParameters(name: BuiltInName): readonly ConsoleParameter[] {
  switch (name) {
    case 'Connect-MgGraph':
      return [{ name: 'TenantId', takes: 'value', about: t('id or domain of a tenant that is signed in: works there from now on') }];
    case 'Get-Help':
      return [{ name: 'Name', takes: 'value', about: t('the cmdlet to explain') }];
    default:
      return [];
  }
}

function sinkParameters(name: SinkName): readonly ConsoleParameter[] {
  return name === 'Export-Csv' ? [{ name: 'Path', takes: 'value', about: t('a file that does not exist yet') }] : [];
}

/** Every verb of the console. */
export function consoleCmdlets(): readonly ConsoleCmdlet[] {
  return [
    ...operationCmdlets(),
    ...builtInNames.map((name): ConsoleCmdlet => ({ kind: 'builtIn', name, parameters: builtInParameters(name) })),
    ...sinkNames.map((name): ConsoleCmdlet => ({ kind: 'sink', name, parameters: sinkParameters(name) })),
  ];
}

const aliases: ReadonlyMap<string, string> = new Map([
  ['help', 'Get-Help'],
  ['man', 'Get-Help'],
  ['gcm', 'Get-Command'],
  ['history', 'Get-History'],
  ['h', 'Get-History'],
  ['cls', 'Clear-Host'],
  ['clear', 'Clear-Host'],
  ['epcsv', 'Export-Csv'],
]);

/** The verb of a name, in any case, or by its alias. */
export function cmdletOf(name: string): ConsoleCmdlet | undefined {
  const wanted = (aliases.get(name.toLowerCase()) ?? name).toLowerCase();
  return consoleCmdlets().find((cmdlet) => cmdlet.name.toLowerCase() === wanted);
}
