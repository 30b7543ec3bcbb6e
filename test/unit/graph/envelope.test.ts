import assert from 'node:assert/strict';
import { envelope } from '../../../src/graph/envelope';

function read(text: string): { readonly rows: string; readonly nextLink: unknown } {
  const { bytes, rowsStart, rowsEnd, nextLink } = envelope(Buffer.from(text));
  return { rows: Buffer.from(bytes.subarray(rowsStart, rowsEnd)).toString('utf8'), nextLink };
}

const rows: readonly unknown[] = [
  { userId: '1', displayName: 'Ann' },
  { userId: '2', displayName: '@odata.nextLink' },
  { userId: '3', displayName: '"@odata.nextLink":"https://evil.example/"' },
  { userId: '4', displayName: ']}, "value": [' },
  { userId: '5', displayName: 'back\\slash\\' },
  { userId: '6', displayName: '😀 ܐ \u2028' },
];

const link = 'https://graph.microsoft.com/beta/x?$skiptoken=a\\"b';

describe('the envelope of a page', () => {
  const context = { '@odata.context': 'https://graph.microsoft.com/beta/$metadata#directory/inboundSharedUserProfiles' };
  const bodies: readonly (readonly [string, Record<string, unknown>])[] = [
    ['rows alone', { value: rows }],
    ['a link before the rows', { ...context, '@odata.nextLink': link, value: rows }],
    ['a link behind the rows', { ...context, value: rows, '@odata.nextLink': link }],
    [
      'scalars of every kind on both sides',
      { '@odata.count': 12, a: null, b: true, value: rows, c: -1.5e3, '@odata.nextLink': link, d: '\\"' },
    ],
    ['no rows', { value: [], '@odata.nextLink': link }],
    ['an object before the rows', { x: { value: [1], '@odata.nextLink': 'inner' }, value: rows, '@odata.nextLink': link }],
    ['an object behind the rows', { value: rows, x: { '@odata.nextLink': 'inner' } }],
    ['expanded lists with links of their own', { value: [{ 'tenants@odata.nextLink': 'inner', tenants: [] }], '@odata.nextLink': link }],
    ['a link that is null', { value: rows, '@odata.nextLink': null }],
  ];
  for (const [what, body] of bodies) {
    for (const indent of [0, 2]) {
      it(`is found with ${what}${indent === 0 ? '' : ', indented'}, as JSON.parse finds it`, () => {
        const found = read(JSON.stringify(body, null, indent));
        assert.deepEqual(JSON.parse(found.rows), body['value']);
        assert.equal(found.nextLink, body['@odata.nextLink']);
      });
    }
  }

  it('is found behind a byte order mark, and with an escaped name', () => {
    assert.deepEqual(read('\ufeff{"value":[1]}'), { rows: '[1]', nextLink: undefined });
    assert.deepEqual(read('{"\\u0040odata.nextLink":"x","value":[1]}'), { rows: '[1]', nextLink: 'x' });
    assert.deepEqual(read('{"value":[1],"\\u0040odata.nextLink":"x"}'), { rows: '[1]', nextLink: 'x' });
  });

  it('is not found in what is no complete page', () => {
    const whole = JSON.stringify({ ...context, value: rows, '@odata.nextLink': link });
    const broken = [
      '',
      'x{"value":[1]}',
      '{',
      '[]',
      'null',
      '{}',
      '{"value":{}}',
      '{"value":[1]',
      '{"value":[1],',
      '{"value":[1]}}',
      '{"value":[1],}',
      '{"value":1]}',
    ];
    for (const text of [...broken, ...Array.from({ length: whole.length - 1 }, (_, end) => whole.slice(0, end + 1))]) {
      assert.throws(() => read(text), /./, text);
    }
  });
});
