import { t } from '@vscode/l10n';
import { operation } from '../../graph/operations';
import { bind, operationOf, pathOf } from '../../present/console/bind';
import { cmdletOf } from '../../present/console/cmdlets';
import { faultText } from '../../present/console/help';
import { parseLine } from '../../present/console/parseLine';
import { isRead } from '../../present/console/rowFields';
import { explain } from '../../present/explain';
import { CancelledError } from '../../graph/errors';
import { act } from './act';
import { runBuiltIn, type ConsoleHost } from './builtIns';
import type { ConsoleParts, Output } from './consoleParts';
import { readInto } from './read';

async function run(line: string, parts: ConsoleParts, host: ConsoleHost, out: Output): Promise<void> {
  const parsed = parseLine(line);
  if (parsed.kind !== 'pipeline') {
    if (parsed.kind === 'wrong') {
      out.say(faultText(parsed.why), 'error');
    }
    return;
  }
  const { first, into } = parsed;
  const cmdlet = cmdletOf(first.name);
  if (cmdlet === undefined || cmdlet.kind === 'sink') {
    out.say(t('There is no cmdlet {0} here: Get-Command lists them.', first.name), 'error');
    return;
  }
  const bound = bind(cmdlet, first);
  if (bound.kind === 'wrong') {
    out.say(bound.why, 'error');
    return;
  }
  if (cmdlet.kind === 'builtIn') {
    await runBuiltIn(cmdlet.name, bound, parts, host, out);
    return;
  }
  const id = operationOf(cmdlet, bound);
  const { session } = host;
  if (typeof id === 'object' || session === undefined) {
    out.say(typeof id === 'object' ? id.why : t('Authentication needed. Please call Connect-MgGraph.'), 'error');
    return;
  }
  const path = pathOf(id, bound);
  if (isRead(id)) {
    await readInto({ id, path, all: bound.switches.has('All'), into }, session, out);
  } else if (into !== undefined) {
    out.say(t('{0} gives no rows to hand on.', operation(id).cmdlet.name), 'error');
  } else {
    await act({ id, path, whatIf: bound.switches.has('WhatIf') }, session, parts, out);
  }
}

/** Runs one line of the console. Never throws: a failure is explained where it was typed. */
export async function runLine(line: string, parts: ConsoleParts, host: ConsoleHost, out: Output): Promise<void> {
  try {
    await run(line, parts, host, out);
  } catch (error) {
    const { whatHappened, whatNext } = explain(error, host.session?.circumstances);
    out.say(error instanceof CancelledError && error.executed === 'no' ? t('Cancelled.') : `${whatHappened} ${whatNext}`.trim(), 'error');
  }
}
