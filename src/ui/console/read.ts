import { t } from '@vscode/l10n';
import os from 'node:os';
import path from 'node:path';
import { workspace } from 'vscode';
import type { PathValues } from '../../graph/client';
import { operation } from '../../graph/operations';
import { bind } from '../../present/console/bind';
import { cmdletOf } from '../../present/console/cmdlets';
import type { Invocation } from '../../present/console/parseLine';
import type { ReadOperationId } from '../../present/console/rowFields';
import { explain } from '../../present/explain';
import type { TenantSession } from '../tenantSession';
import type { Output } from './consoleParts';
import { readRows, type RowsEnd } from './readRows';
import { csvSink, jsonSink, tableSink, type Sink } from './sinks';
import { numberText } from '../../present/numberText';

/** What is read, and into what. */
export interface Reading {
  readonly id: ReadOperationId;
  readonly path: PathValues;
  readonly all: boolean;
  readonly into: Invocation | undefined;
}

/** Relative to the folder that is open, or to the home directory where none is, or one that lies on no disk. */
function fileAt(name: string): string {
  const folder = workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file');
  return path.resolve(folder?.uri.fsPath ?? os.homedir(), name);
}

async function sinkOf({ id, into }: Reading, out: Output): Promise<Sink | undefined> {
  const cmdlet = into && cmdletOf(into.name);
  if (into === undefined) {
    return tableSink(id, out);
  }
  if (cmdlet?.kind !== 'sink') {
    out.say(t('Rows go into ConvertTo-Json or Export-Csv only.'), 'error');
    return undefined;
  }
  const bound = bind(cmdlet, into);
  if (bound.kind === 'wrong') {
    out.say(bound.why, 'error');
    return undefined;
  }
  if (cmdlet.name === 'ConvertTo-Json') {
    return jsonSink(operation(id).answer.kind === 'entity', out);
  }
  const name = bound.values.get('Path');
  const sink = name === undefined ? undefined : await csvSink(id, fileAt(name), out);
  if (sink === undefined) {
    out.say(name === undefined ? t('-{0} needs a value.', 'Path') : t('There is a file of this name already: {0}', fileAt(name)), 'error');
  }
  return sink;
}

function sayEnd(end: RowsEnd, session: TenantSession, rows: number, unreadable: number, { say }: Output): void {
  if (unreadable > 0) {
    say(t('Rows that could not be read and are not shown: {0}', numberText(unreadable)), 'error');
  }
  switch (end.kind) {
    case 'complete':
      return;
    case 'more':
      say(t('{0} rows: the first page only. -All reads every page.', numberText(rows)), 'remark');
      return;
    case 'partial': {
      const { whatHappened, whatNext } = explain(end.why, session.circumstances);
      say(t('Not complete: {0} rows, then the list broke off. {1} {2}', numberText(rows), whatHappened, whatNext), 'error');
    }
  }
}

/** Reads with the services of the session and hands the rows on. Throws GraphError, SignInError, CancelledError. */
export async function readInto(reading: Reading, session: TenantSession, out: Output): Promise<void> {
  const sink = await sinkOf(reading, out);
  if (sink === undefined) {
    return;
  }
  const count = { rows: 0, unreadable: 0 };
  let end: RowsEnd;
  try {
    end = await readRows(
      session.client,
      reading.id,
      reading.path,
      reading.all,
      async ({ rows, unreadable }) => {
        count.rows += rows.length;
        count.unreadable += unreadable;
        await sink.take(rows);
      },
      out.signal,
    );
  } catch (error) {
    await sink.fail();
    throw error;
  }
  await sink.end(end);
  sayEnd(end, session, count.rows, count.unreadable, out);
}
