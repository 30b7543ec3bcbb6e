import { ContextStore } from '../../../src/signin/contextStore';
import type { ContextRecord } from '../../../src/signin/contextRecord';
import { mergeCache } from '../../../src/signin/mergeCache';
import { fileSecrets } from './fileSecrets';

/** A window of its own: refreshes a context many times, or signs it out once. Told what to do line by line, answers each line. */
const [directory = '', name = ''] = process.argv.slice(2);
const store = new ContextStore({ secrets: fileSecrets(`${directory}/secrets`), lockDirectory: `${directory}/locks`, log: () => undefined });

const cacheOf = (record: ContextRecord): string => (record.kept.kind === 'person' ? record.kept.cache : '{}');

/** As a silent renewal does: reads, talks to the service for a while, writes what it learnt. */
async function refresh(id: string): Promise<string> {
  const record = await store.read(id);
  if (record === undefined) {
    return 'gone';
  }
  const before = cacheOf(record);
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 8));
  const learnt = JSON.parse(before) as { readonly AccessToken?: Readonly<Record<string, string>> };
  const after = JSON.stringify({ ...learnt, AccessToken: { ...learnt.AccessToken, [name]: 'token' } });
  const kept = await store.change(id, record.session, (current) =>
    current.kept.kind === 'person'
      ? { ...current, kept: { ...current.kept, cache: mergeCache(before, after, current.kept.cache) } }
      : current,
  );
  return kept === undefined ? 'signedOut' : 'kept';
}

async function answer(line: string): Promise<string> {
  const [what = '', id = ''] = line.split(' ');
  if (what === 'signOut') {
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 8));
    await store.forget(id);
    return 'done';
  }
  return refresh(id);
}

let rest = '';
process.stdin.on('data', (chunk: Buffer) => {
  rest += chunk.toString();
  const lines = rest.split('\n');
  rest = lines.pop() ?? '';
  for (const line of lines) {
    void answer(line).then((said) => process.stdout.write(`${said}\n`));
  }
});
process.stdout.write('ready\n');
