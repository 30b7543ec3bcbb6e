import assert from 'node:assert/strict';
import { csvCell, guardCell, quoteCell, unguardCell } from '../../../src/evidence/csvCell';

const formulas = [
  '=HYPERLINK("https://example.com","x")',
  '+1+1',
  '-2+3',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  ' =1',
  '\u00A0=1',
  '\u3000=1',
  '\uFEFF=1',
  '\u200B\u202E=1',
  '\u0000=1',
  '"=1',
  '＝1',
  '＋1',
  '－1',
  '＠A1',
  '﹦1',
  '−1',
  ' \u00A0 ＝1',
  '  \tx',
];

const splitByAnotherSeparator = ['x;=1', 'x|+1', 'x\t-1', 'x,@A1', 'x\n=1', 'x\r\n=1', 'x; "=1', 'x;\u00A0＝1'];

const harmless = [
  'Bob',
  'bob@contoso.com',
  '山田太郎',
  'Ádám',
  'O’Hara',
  'a-b',
  '1 = 1',
  'x;y',
  'x, y',
  '',
  '😀',
  '486fb458-9474-4c44-896b-b30942d055f0',
];

const ambiguous = ["'quoted'", "''=1", "x;'y", "';'=", '\t\t', ';;;=', "'\t'"];

describe('A CSV cell', () => {
  for (const text of formulas) {
    it(`that begins like ${JSON.stringify(text)} cannot run in a spreadsheet`, () => {
      assert.equal(guardCell(text)[0], "'");
    });
  }

  it('is guarded alike whether it is looked at briefly or closely, whatever character it begins with', () => {
    for (let code = 0; code < 0x10000; code += 1) {
      const text = `${String.fromCharCode(code)}=1`;
      assert.equal(`${guardCell(text)}|`, guardCell(`${text}|`), code.toString(16));
    }
  });

  for (const text of splitByAnotherSeparator) {
    it(`like ${JSON.stringify(text)} cannot run where another separator is used`, () => {
      assert.match(guardCell(text), /^x\r?'?[,;|\t\r\n]'/);
    });
  }

  for (const text of harmless) {
    it(`like ${JSON.stringify(text)} stays as it is`, () => {
      assert.equal(guardCell(text), text);
    });
  }

  it('gives back exactly what it was given', () => {
    for (const text of [...formulas, ...splitByAnotherSeparator, ...harmless, ...ambiguous]) {
      assert.equal(unguardCell(guardCell(text)), text);
    }
  });

  it('is quoted as RFC 4180 says', () => {
    assert.equal(quoteCell('plain'), 'plain');
    assert.equal(quoteCell('a "b", c'), '"a ""b"", c"');
    assert.equal(csvCell('=1;"x"\r\n'), `"'=1;""x""\r'\n"`);
    assert.equal(csvCell(' x'), '" x"');
  });

  it('takes time in proportion to its length, whatever is in it', () => {
    for (const text of ['\t '.repeat(200_000), `;${'\u0001'.repeat(400_000)}`, '"'.repeat(400_000), ';'.repeat(400_000)]) {
      assert.equal(unguardCell(guardCell(text)), text);
    }
  });
});
