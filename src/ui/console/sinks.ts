import { t } from '@vscode/l10n';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { csvLines, type CsvColumn } from '../../evidence/csv';
import { columns } from '../../present/columns';
import { cellOf, fieldsOf, type ConsoleRow, type ReadOperationId } from '../../present/console/rowFields';
import { visibleJson } from '../../present/profileDocument';
import type { Output } from './consoleParts';
import type { RowsEnd } from './readRows';
import { numberText } from '../../present/numberText';

/** Where rows go, page by page. `end` is told how they ended; `fail` that they did not get that far. */
export interface Sink {
  take(rows: readonly ConsoleRow[]): Promise<void>;
  end(end: RowsEnd): Promise<void>;
  fail(): Promise<void>;
}

const nothing = (): Promise<void> => Promise.resolve();

/** A table with a head for each page. */
export function tableSink(id: ReadOperationId, { say }: Output): Sink {
  const fields = fieldsOf(id);
  return {
    take: (rows) => {
      if (rows.length > 0) {
        say(columns([fields, ...rows.map((row) => fields.map((field) => cellOf(row, field)))]));
      }
      return nothing();
    },
    end: nothing,
    fail: nothing,
  };
}

/** One JSON text: the row itself where there is one, else a list, as Microsoft Graph sent them. Rows that broke off are not closed to a whole list. */
export function jsonSink(single: boolean, { say }: Output): Sink {
  let written = 0;
  return {
    take: (rows) => {
      for (const row of rows) {
        say(single ? visibleJson(row) : `${written === 0 ? '[\n' : ','}${visibleJson(row)}`);
        written += 1;
      }
      return nothing();
    },
    end: ({ kind }) => {
      if (!single && kind !== 'partial') {
        say(written === 0 ? '[]' : ']');
      }
      return nothing();
    },
    fail: nothing,
  };
}

function csvColumns(id: ReadOperationId): readonly CsvColumn<ConsoleRow>[] {
  return fieldsOf(id).map((name) => ({ name, text: (row) => cellOf(row, name) }));
}

async function openNew(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'wx', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      return undefined;
    }
    throw error;
  }
}

/** A new file for spreadsheets, taken away again when the rows broke off. Gives undefined when there is a file of that name. */
export async function csvSink(id: ReadOperationId, path: string, { say }: Output): Promise<Sink | undefined> {
  const file = await openNew(path);
  if (file === undefined) {
    return undefined;
  }
  let rows = 0;
  let isFirst = true;
  const discard = async (): Promise<void> => {
    await file.close();
    await rm(path, { force: true });
    say(t('No file was written: the rows broke off.'), 'error');
  };
  const write = async (page: readonly ConsoleRow[]): Promise<void> => {
    const lines = [...csvLines(csvColumns(id), page, isFirst)];
    await file.write(lines.slice(isFirst ? 0 : 1).join(''));
    isFirst = false;
    rows += page.length;
  };
  return {
    take: write,
    end: async (end) => {
      if (end.kind === 'partial') {
        return discard();
      }
      await (isFirst && write([]));
      await file.close();
      say(t('{0} rows written to {1}', numberText(rows), path), 'remark');
    },
    fail: discard,
  };
}
