import { t } from '@vscode/l10n';
import { operation } from '../../graph/operations';
import { columns } from '../columns';
import { cmdletOf, consoleCmdlets, type BuiltInName, type ConsoleCmdlet, type SinkName } from './cmdlets';
import type { LineFault } from './parseLine';
import { operationTitle } from '../operationTitle';

function aboutBuiltIn(name: BuiltInName | SinkName): string {
  switch (name) {
    case 'Connect-MgGraph':
      return t('Signs in, or chooses which signed-in tenant this console works in');
    case 'Disconnect-MgGraph':
      return t('Signs out of the tenant of this console');
    case 'Get-MgContext':
      return t('Says who is signed in, where, and with which permissions');
    case 'Get-Command':
      return t('Lists the cmdlets');
    case 'Get-Help':
      return t('Explains a cmdlet');
    case 'Get-History':
      return t('Lists the lines typed in this console');
    case 'Clear-Host':
      return t('Clears the screen');
    case 'ConvertTo-Json':
      return t('Writes the rows as Microsoft Graph sent them');
    case 'Export-Csv':
      return t('Writes the rows to a new file that is safe to open in a spreadsheet');
  }
}

function aboutCmdlet(cmdlet: ConsoleCmdlet): string {
  return cmdlet.kind === 'operation' ? cmdlet.operations.map((id) => operationTitle(operation(id))).join('; ') : aboutBuiltIn(cmdlet.name);
}

/** All cmdlets with what they do. */
export function commandList(): string {
  return columns(consoleCmdlets().map((cmdlet) => [cmdlet.name, aboutCmdlet(cmdlet)]));
}

function syntaxOf(cmdlet: ConsoleCmdlet): readonly string[] {
  if (cmdlet.kind !== 'operation') {
    return [[cmdlet.name, ...cmdlet.parameters.map(({ name }) => `[-${name} <string>]`)].join(' ')];
  }
  return cmdlet.operations.map((id) => {
    const row = operation(id);
    const path = row.pathParameters.map((parameter) => `-${parameter.cmdlet} <string>`);
    return [cmdlet.name, ...path, ...(row.cmdlet.list ? ['[-All]'] : []), ...(row.cmdlet.whatIf ? ['[-WhatIf] [-Confirm]'] : [])].join(' ');
  });
}

function needsOf(cmdlet: ConsoleCmdlet): readonly string[] {
  if (cmdlet.kind !== 'operation') {
    return [];
  }
  return cmdlet.operations.flatMap((id) => {
    const { title, method, path, permissions, role, bodyParameters } = operation(id);
    const rows = [
      [t('Call'), `${method} ${path}`],
      [t('Permission, least first'), permissions.delegated.join(', ')],
      [t('As an app'), permissions.application.join(', ') || '—'],
      [t('Role'), role ?? '—'],
      ...bodyParameters.map(({ name }) => [name, t('is asked for in a hidden field: it is a secret')]),
    ];
    return ['', operationTitle({ title }), columns(rows)];
  });
}

/** Explains a cmdlet from the operation table, or lists all without a name; undefined when there is no such cmdlet. */
export function helpText(name: string | undefined): string | undefined {
  if (name === undefined) {
    return [t('Cmdlets of this console; Get-Help <name> explains one.'), '', commandList()].join('\n');
  }
  const cmdlet = cmdletOf(name);
  if (cmdlet === undefined) {
    return undefined;
  }
  const parameters = cmdlet.parameters.map((parameter) => [`-${parameter.name}`, parameter.about]);
  return [
    cmdlet.name,
    aboutCmdlet(cmdlet),
    '',
    ...syntaxOf(cmdlet),
    ...(parameters.length === 0 ? [] : ['', columns(parameters)]),
    ...needsOf(cmdlet),
  ].join('\n');
}

/** Why a line was not taken. */
export function faultText(why: LineFault): string {
  switch (why) {
    case 'unclosed':
      return t('A quote is not closed.');
    case 'notTaken':
      return t('This console has cmdlets and parameters, not a language: put text with such characters in single quotes.');
    case 'emptyStage':
      return t('Something is missing beside the bar.');
    case 'tooManyStages':
      return t('One bar at most: … | ConvertTo-Json, or … | Export-Csv file.');
    case 'tooLong':
      return t('The line is too long.');
  }
}
