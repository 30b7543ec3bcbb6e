import assert from 'node:assert/strict';
import { appendFile, mkdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { sha256 } from '../../../src/actions/canonicalJson';
import { isJournalError } from '../../../src/actions/errorKinds';
import { openJournal } from '../../../src/actions/journal';
import type { JournalEntry, JournalEvent } from '../../../src/actions/journalEntry';
import { itemKey } from '../../../src/actions/plan';
import { readTimeline, verifyJournal } from '../../../src/actions/verifyJournal';
import { temporaryFolder } from '../../support/temporaryFolder';
import { acting, contoso, removalPlan, people, userId } from './people';

const plan = removalPlan(people(3));

function looked(number: number): JournalEvent {
  const item = plan.items[number - 1]?.key ?? '';
  return { kind: 'lookedUp', run: 'run', plan: plan.sha256, item, state: 'gone', requestId: null };
}

describe('The journal', () => {
  const folder = temporaryFolder();
  const file = (): string => join(folder(), 'journal.jsonl');

  async function written(...numbers: readonly number[]): Promise<readonly string[]> {
    const journal = await openJournal(file(), acting);
    await Promise.all(numbers.map(async (number) => journal.append(looked(number))));
    await journal.close();
    return lines();
  }

  async function lines(): Promise<readonly string[]> {
    return (await readFile(file(), 'utf8')).split('\n').slice(0, -1);
  }

  async function rewrite(changed: readonly string[]): Promise<void> {
    await writeFile(file(), changed.map((line) => `${line}\n`).join(''));
  }

  it('has one line for each event, numbered, dated in UTC, with actor and context, each carrying the hash of the line before', async () => {
    const texts = await written(1, 2, 3);
    const entries = texts.map((line) => JSON.parse(line) as JournalEntry);
    assert.deepEqual(
      entries.map(({ seq, kind }) => [seq, kind]),
      [[1, 'opened'], ...[2, 3, 4].map((seq) => [seq, 'lookedUp'])],
    );
    assert.deepEqual(
      entries.map(({ previous }) => previous),
      ['', ...texts.slice(0, -1)].map((line) => sha256(line)),
    );
    assert.ok(
      entries.every(({ at, actor, context }) => at.endsWith('Z') && actor === `app ${acting.clientId}` && context === acting.contextId),
    );
  });

  it('can be read by its owner only', async () => {
    await written(1);
    assert.equal((await stat(file())).mode & 0o777, process.platform === 'win32' ? 0o666 : 0o600);
  });

  it('goes on where it ended', async () => {
    await written(1);
    await written(2);
    const verified = await verifyJournal(file());
    assert.deepEqual([verified.kind, verified.lines, verified.head.seq], ['intact', 3, 3]);
    assert.equal(verified.head.sha256, sha256((await lines()).at(-1) ?? ''));
  });

  it('is empty and intact when it does not exist', async () => {
    assert.deepEqual((await verifyJournal(file())).kind, 'intact');
  });

  it('names the first changed line, whichever byte of it was changed', async () => {
    const texts = await written(1, 2, 3);
    const line = texts[2] ?? '';
    for (let at = 0; at < line.length; at += 7) {
      const other = line[at] === 'a' ? 'b' : 'a';
      await rewrite(texts.with(2, `${line.slice(0, at)}${other}${line.slice(at + 1)}`));
      const { kind, damage } = await verifyJournal(file());
      assert.equal(kind, 'damaged', `byte ${at}`);
      assert.equal(damage?.line, 3, `byte ${at}: ${JSON.stringify(damage)}`);
    }
  });

  it('names a changed last line', async () => {
    const texts = await written(1, 2);
    await rewrite(texts.with(2, (texts[2] ?? '').replace('"gone"', '"stillThere"')));
    assert.deepEqual((await verifyJournal(file())).damage, { kind: 'changed', line: 3, seq: 3 });
  });

  it('names missing lines', async () => {
    const texts = await written(1, 2, 3);
    await rewrite([...texts.slice(0, 1), ...texts.slice(3)]);
    assert.deepEqual((await verifyJournal(file())).damage, { kind: 'missing', line: 2, fromSeq: 2, toSeq: 3 });
    await rewrite(texts.slice(1));
    assert.deepEqual((await verifyJournal(file())).damage, { kind: 'missing', line: 1, fromSeq: 1, toSeq: 1 });
  });

  it('names reordered and repeated lines', async () => {
    const [first = '', second = '', third = '', fourth = ''] = await written(1, 2, 3);
    await rewrite([first, third, second, fourth]);
    assert.deepEqual((await verifyJournal(file())).damage, { kind: 'reordered', line: 2, seq: 3, expectedSeq: 2 });
    await rewrite([first, second, second, third, fourth]);
    assert.deepEqual((await verifyJournal(file())).damage, { kind: 'reordered', line: 3, seq: 2, expectedSeq: 3 });
  });

  it('names a foreign line, and a line rewritten with a fresh hash of its own', async () => {
    const texts = await written(1, 2, 3);
    await rewrite([...texts.slice(0, 2), 'hello', ...texts.slice(2)]);
    assert.deepEqual((await verifyJournal(file())).damage, { kind: 'foreign', line: 3 });
    const body = (texts[1] ?? '').replace('"gone"', '"stillThere"').replace(/,"hash":"\w+"\}$/, '}');
    await rewrite(texts.with(1, `${body.slice(0, -1)},"hash":"${sha256(body)}"}`));
    assert.deepEqual((await verifyJournal(file())).damage, { kind: 'rewritten', line: 2, seq: 2 });
  });

  it('cannot notice lines cut from its end by itself: its noted head does', async () => {
    const texts = await written(1, 2, 3);
    const noted = (await verifyJournal(file())).head;
    await rewrite(texts.slice(0, -1));
    const verified = await verifyJournal(file());
    assert.equal(verified.kind, 'intact');
    assert.notDeepEqual(verified.head, noted);
  });

  it('recognises a line torn at any byte, closes it by name, loses nothing before it and stays intact', async () => {
    const texts = await written(1, 2);
    const size = (await stat(file())).size;
    const last = Buffer.byteLength(texts[2] ?? '') + 1;
    const whole = await readFile(file());
    for (let cut = 1; cut < last; cut += 13) {
      await writeFile(file(), whole);
      await truncate(file(), size - cut);
      const torn = await verifyJournal(file());
      assert.equal(torn.kind, 'intact');
      await written(3);
      const { kind, closedTorn, lines: count } = await verifyJournal(file());
      assert.deepEqual([kind, closedTorn], ['intact', cut === 1 ? 0 : 1]);
      assert.equal(count, cut === 1 ? 4 : 5);
    }
  });

  it('closes a torn end that holds line feeds', async () => {
    await written(1);
    await appendFile(file(), '\0\0\n\0{"seq":9\n');
    await written(2);
    const { kind, closedTorn } = await verifyJournal(file());
    assert.deepEqual([kind, closedTorn], ['intact', 1]);
  });

  it('notices when what a torn line was closed with does not fit it any more', async () => {
    await written(1);
    await appendFile(file(), '{"seq":3,"at');
    await written(2);
    await writeFile(file(), (await readFile(file(), 'utf8')).replace('{"seq":3,"at\n', '{"seq":3,"AT\n'));
    assert.equal((await verifyJournal(file())).kind, 'damaged');
  });

  it('takes no more lines once it was tampered with', async () => {
    const texts = await written(1, 2);
    await rewrite(texts.toSpliced(1, 1));
    await assert.rejects(openJournal(file(), acting), (error) => isJournalError(error) && error.code === 'damaged');
  });

  it('takes no more lines when another hand wrote into it', async () => {
    const journal = await openJournal(file(), acting);
    await appendFile(file(), 'something\n');
    await assert.rejects(journal.append(looked(1)), (error) => isJournalError(error) && error.code === 'changedUnderneath');
    await assert.rejects(journal.append(looked(2)), isJournalError);
    await journal.close();
  });

  it('says so when its file cannot be opened', async () => {
    await mkdir(file());
    await assert.rejects(openJournal(file(), acting), (error) => isJournalError(error) && error.code === 'EISDIR');
  });

  it('gives the lines of one person, tenant, plan or run', async () => {
    await written(1, 2, 3);
    const kinds = async (filter: Parameters<typeof readTimeline>[1]): Promise<number> => (await readTimeline(file(), filter)).length;
    assert.equal(await kinds({}), 4);
    assert.equal(await kinds({ userId: userId(2) }), 1);
    assert.equal(await kinds({ tenantId: contoso.toUpperCase() }), 3);
    assert.equal(await kinds({ plan: plan.sha256, run: 'run' }), 3);
    assert.equal(await kinds({ run: 'another' }), 0);
  });

  it('gives the beginning of a run to whom it left out, and to nobody else', async () => {
    const journal = await openJournal(file(), acting);
    const excluded = [1, 2].map((n) => ({ item: itemKey(contoso, userId(n)), outcome: 'setAside', why: 'protected domain' }) as const);
    const began = { run: 'run', plan: 'plan', verb: 'remove', direction: 'inbound', items: 3, reason: '' } as const;
    await journal.append({ kind: 'runStarted', ...began, excluded });
    await journal.close();
    const [left] = await readTimeline(file(), { userId: userId(2) });
    assert.ok(left?.kind === 'runStarted');
    assert.deepEqual(left.excluded, [excluded[1]]);
    assert.deepEqual(await readTimeline(file(), { userId: userId(3) }), []);
  });
});
