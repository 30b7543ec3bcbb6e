import assert from 'node:assert/strict';
import { collectionReaders, readRow } from '../../../src/graph/rows';
import type { InboundProfiles } from '../../../src/profiles/inboundProfiles';
import { InboundProfilesBuilder } from '../../../src/profiles/inboundProfilesBuilder';

type Raw = Readonly<Record<string, unknown>>;

const tenantId = '486fb458-9474-4c44-896b-b30942d055f0';
const ids = { clientRequestId: '', requestId: undefined, date: undefined };

function person(number: number, other: Raw = {}): Raw {
  const userId = `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
  return {
    userId,
    userPrincipalName: `person${number}@contoso.example`,
    displayName: `Person ${number}`,
    homeTenantId: tenantId,
    ...other,
  };
}

function storeOf(rows: readonly Raw[], way: 'bytes' | 'objects'): InboundProfiles {
  const builder = new InboundProfilesBuilder();
  if (way === 'objects') {
    builder.append(rows.map((row) => readRow(collectionReaders.listInboundSharedUserProfiles, row)));
  } else {
    const bytes = Buffer.from(JSON.stringify(rows));
    builder.readRows({ bytes, rowsStart: 0, rowsEnd: bytes.length, number: 1, ids });
  }
  return builder.profiles;
}

function linesOf(store: InboundProfiles, from = 0, to = store.size): readonly unknown[] {
  const text = Buffer.concat(Array.from(store.jsonLines(from, to), (piece) => Buffer.from(piece))).toString('utf8');
  assert.ok(text === '' || text.endsWith('\n'));
  return text === ''
    ? []
    : text
        .slice(0, -1)
        .split('\n')
        .map((line) => JSON.parse(line) as unknown);
}

const odd: readonly Raw[] = [
  person(1),
  person(2, { displayName: '' }),
  person(3, { displayName: 'quote " backslash \\ newline \n tab \t nul \u0000' }),
  person(4, { userPrincipalName: 'q"uote@contoso.example' }),
  person(5, { userPrincipalName: 'nobody', displayName: '名前 😀 ñandú' }),
  person(6, { userPrincipalName: '' }),
  person(7, { userPrincipalName: 'x@dom"ain', displayName: 'Exactly16Bytes!!' }),
  person(8, { userId: 'ABCDEF01-0000-4000-8000-00000000000A' }),
  person(9, { userId: 'AbCdEf01-0000-4000-8000-00000000000a' }),
  person(10, { userId: 'not a guid' }),
  person(11, { jobTitle: 'kept', nested: { deep: [1, null] } }),
  person(12, { homeTenantId: 'a tenant "name"' }),
  person(13, { displayName: '\ud800 lone' }),
  person(14, { displayName: 'Ω'.repeat(300_000) }),
  person(15, { displayName: 'x'.repeat(600_000) }),
  person(16),
];

describe('Inbound people as JSON lines', () => {
  for (const way of ['bytes', 'objects'] as const) {
    it(`are the rows as they were served, kept from ${way}, odd ones too`, () => {
      const store = storeOf(odd, way);
      assert.deepEqual(linesOf(store), odd);
      assert.deepEqual(linesOf(store, 3, 5), odd.slice(3, 5));
      assert.deepEqual(linesOf(store, 4, 4), []);
    });
  }

  it('are whole over many segments, tenants and domains', () => {
    const rows = Array.from({ length: 40_000 }, (_, number) =>
      person(number, { homeTenantId: `tenant-${number % 20_000}`, userPrincipalName: `p${number}@d${number % 30_000}.example` }),
    );
    const store = storeOf(rows, 'bytes');
    assert.deepEqual(linesOf(store), rows);
    assert.deepEqual(linesOf(store, 16_380, 16_390), rows.slice(16_380, 16_390));
  });

  it('keep the order of fields that the service uses', () => {
    const rows = [1, 2, 3].map((number) => {
      const { userId, userPrincipalName, displayName, homeTenantId } = person(number);
      return { homeTenantId, displayName, userPrincipalName, userId };
    });
    const [piece] = storeOf(rows, 'bytes').jsonLines(1, 3);
    assert.equal(
      Buffer.from(piece ?? []).toString('utf8'),
      rows
        .slice(1)
        .map((row) => `${JSON.stringify(row)}\n`)
        .join(''),
    );
  });

  it('stay as they are while the store grows', () => {
    const builder = new InboundProfilesBuilder();
    builder.append([readRow(collectionReaders.listInboundSharedUserProfiles, person(1))]);
    const [piece] = builder.profiles.jsonLines(0, 1);
    builder.append(Array.from({ length: 20_000 }, (_, number) => readRow(collectionReaders.listInboundSharedUserProfiles, person(number))));
    assert.deepEqual(JSON.parse(Buffer.from(piece ?? []).toString('utf8')), person(1));
  });

  it('come in large pieces, each good while the next one is made', () => {
    const rows = Array.from({ length: 20_000 }, (_, number) => person(number));
    const texts: string[] = [];
    let before: { readonly piece: Uint8Array; readonly text: string } | undefined;
    for (const piece of storeOf(rows, 'bytes').jsonLines(0, rows.length)) {
      assert.equal(before && Buffer.from(before.piece).toString('utf8'), before?.text);
      before = { piece, text: Buffer.from(piece).toString('utf8') };
      texts.push(before.text);
    }
    assert.ok(texts.length > 3, `${texts.length} pieces`);
    assert.equal(texts.join(''), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  });
});
