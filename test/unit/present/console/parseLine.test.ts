import assert from 'node:assert/strict';
import { parseLine, type LineFault } from '../../../../src/present/console/parseLine';

/** A line as the words that it was taken for. */
function read(line: string): string {
  const parsed = parseLine(line);
  if (parsed.kind !== 'pipeline') {
    return parsed.kind === 'wrong' ? `${parsed.why} at ${parsed.at}` : parsed.kind;
  }
  return [parsed.first, ...(parsed.into === undefined ? [] : [parsed.into])]
    .map(({ name, arguments: given }) =>
      [
        name,
        ...given.map((each) =>
          each.kind === 'value' ? `[${each.text}]` : `-${each.name}${each.value === undefined ? '' : `:${each.value}`}`,
        ),
      ].join(' '),
    )
    .join(' | ');
}

const taken: readonly (readonly [string, string])[] = [
  ['', 'empty'],
  ['   \t ', 'empty'],
  ['Get-MgContext', 'Get-MgContext'],
  ['  Get-X   -UserId  abc ', 'Get-X -UserId [abc]'],
  ["Get-X -UserId 'it''s | here; $x'", "Get-X -UserId [it's | here; $x]"],
  ['Get-X -Path "a ""b"" c"', 'Get-X -Path [a "b" c]'],
  ['Get-X -Path \u2018typo graphic\u2019', 'Get-X -Path [typo graphic]'],
  ['Get-X -All|ConvertTo-Json', 'Get-X -All | ConvertTo-Json'],
  ['Get-X | Export-Csv C:\\a\\b.csv', 'Get-X | Export-Csv [C:\\a\\b.csv]'],
  ['Remove-X -Confirm:$false -WhatIf:$TRUE', 'Remove-X -Confirm:$false -WhatIf:$TRUE'],
  ["Get-X '-All'", 'Get-X [-All]'],
  ["Get-X ''", 'Get-X []'],
  ['Get-X -5 --', 'Get-X [-5] [--]'],
];

const refused: readonly (readonly [string, LineFault])[] = [
  ["Get-X 'open", 'unclosed'],
  ['Get-X "open', 'unclosed'],
  ['Get-X; Remove-X', 'notTaken'],
  ['Get-X > file', 'notTaken'],
  ['Get-X $id', 'notTaken'],
  ['Get-X -Id:$id', 'notTaken'],
  ['Get-X "$id"', 'notTaken'],
  ['Get-X (Get-Y)', 'notTaken'],
  ['Get-X `', 'notTaken'],
  ['Get-X a,b', 'notTaken'],
  ["Get-X a'b'", 'notTaken'],
  ['& Get-X', 'notTaken'],
  ['Get-X \u001b[2J', 'notTaken'],
  ['# remark', 'notTaken'],
  ['| ConvertTo-Json', 'emptyStage'],
  ['Get-X |', 'emptyStage'],
  ['Get-X || Get-Y', 'tooManyStages'],
  ['Get-X | ConvertTo-Json | Export-Csv a', 'tooManyStages'],
  ['x'.repeat(5000), 'tooLong'],
];

describe('A line of the verb console', () => {
  for (const [line, words] of taken) {
    it(`is read: ${JSON.stringify(line)}`, () => {
      assert.equal(read(line), words);
    });
  }

  for (const [line, why] of refused) {
    it(`is refused as ${why}: ${JSON.stringify(line.slice(0, 40))}`, () => {
      const parsed = parseLine(line);
      assert.equal(parsed.kind === 'wrong' ? parsed.why : parsed.kind, why);
    });
  }

  it('never throws, whatever is typed', () => {
    const characters = ['-', 'a', ' ', "'", '"', '|', ':', '$', '\u001b', '\u202e', '😀', '\ud800', '\u2019', '`', '\\'];
    let seed = 7;
    for (let round = 0; round < 2000; round += 1) {
      const line = Array.from({ length: round % 25 }, () => {
        seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
        return characters[seed % characters.length] ?? '';
      }).join('');
      assert.ok(['empty', 'wrong', 'pipeline'].includes(parseLine(line).kind));
    }
  });
});
