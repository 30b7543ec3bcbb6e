import assert from 'node:assert/strict';
import { operation, operationIds } from '../../../../src/graph/operations';
import { bind, operationOf, pathOf } from '../../../../src/present/console/bind';
import { cmdletOf, consoleCmdlets, operationCmdlets } from '../../../../src/present/console/cmdlets';
import { commonBeginning, completionOf } from '../../../../src/present/console/completion';
import { commandList, helpText } from '../../../../src/present/console/help';
import { edited, emptyLine, entered, keysOf, type LineState } from '../../../../src/present/console/lineEditor';
import { parseLine } from '../../../../src/present/console/parseLine';
import { drawnLine, terminalText, toned } from '../../../../src/present/console/screen';

/** What a line means: the operation and its path, or what is wrong. */
function meaningOf(line: string): string {
  const parsed = parseLine(line);
  const cmdlet = parsed.kind === 'pipeline' ? cmdletOf(parsed.first.name) : undefined;
  assert.ok(parsed.kind === 'pipeline' && cmdlet?.kind === 'operation');
  const bound = bind(cmdlet, parsed.first);
  if (bound.kind === 'wrong') {
    return bound.why;
  }
  const id = operationOf(cmdlet, bound);
  return typeof id === 'object' ? id.why : [id, ...Object.values(pathOf(id, bound)), ...bound.switches].join(' ');
}

const inbound = 'Get-MgBetaDirectoryInboundSharedUserProfile';
const removeInbound = 'Remove-MgBetaDirectoryInboundSharedUserProfilePersonalData';
const removeOutbound = 'Remove-MgBetaDirectoryOutboundSharedUserProfileTenantPersonalData';

describe('The cmdlets of the verb console', () => {
  it('are those of the operation table, with its parameters', () => {
    const wanted = new Set(operationIds.map((id) => operation(id).cmdlet.name).filter((name) => name !== 'Invoke-MgGraphRequest'));
    assert.deepEqual(new Set(operationCmdlets().map(({ name }) => name)), wanted);
    for (const cmdlet of operationCmdlets()) {
      assert.ok(cmdlet.kind === 'operation');
      const known = [
        'All',
        'WhatIf',
        'Confirm',
        ...cmdlet.operations.flatMap((id) => operation(id).pathParameters.map((each) => each.cmdlet)),
      ];
      assert.deepEqual(
        cmdlet.parameters.map(({ name }) => name).filter((name) => !known.includes(name)),
        [],
      );
    }
  });

  const meanings: readonly (readonly [string, string | RegExp])[] = [
    [inbound, 'listInboundSharedUserProfiles'],
    [`${inbound.toLowerCase()} -all`, 'listInboundSharedUserProfiles All'],
    [`${inbound} -InboundSharedUserProfileUserId 1`, 'getInboundSharedUserProfile 1'],
    [`${inbound} -Inbound 1`, 'getInboundSharedUserProfile 1'],
    [`${inbound} -Inbound:1`, 'getInboundSharedUserProfile 1'],
    [`${inbound} -Inbound 1 -All`, /-All is for lists/],
    [`${inbound} -Inbound`, /needs a value/],
    [`${inbound} -Inbound ''`, /needs a value/],
    [`${inbound} -Inbound -All`, /needs a value/],
    [`${inbound} -Inbound 1 -Inbound 2`, /given twice/],
    [`${inbound} -Filter x`, /no parameter -Filter/],
    [`${inbound} 1`, /which parameter/],
    [`${inbound} -All:5`, /takes no value/],
    [removeInbound, /Missing: -InboundSharedUserProfileUserId/],
    [`${removeInbound} -Inbound 1 -WhatIf`, 'removeInboundPersonalData 1 WhatIf'],
    [`${removeInbound} -Inbound 1 -WhatIf:$false`, 'removeInboundPersonalData 1'],
    [`${removeInbound} -Inbound 1 -Confirm:$false`, /cannot be turned off/],
    [`${removeOutbound} -Out 1 -Tenant 2`, 'removeOutboundPersonalData 1 2'],
    [`${removeOutbound} -Out 1`, /Missing: -TenantReferenceTenantId/],
    [
      'Export-MgBetaDirectoryInboundSharedUserProfilePersonalData -Inbound 1 -StorageLocation https://x?sig=1',
      /no parameter -StorageLocation/,
    ],
  ];
  for (const [line, meaning] of meanings) {
    it(`mean what the table says: ${line}`, () => {
      if (typeof meaning === 'string') {
        assert.equal(meaningOf(line), meaning);
      } else {
        assert.match(meaningOf(line), meaning);
      }
    });
  }

  it('are explained from the table', () => {
    const text = helpText(removeInbound) ?? '';
    assert.match(text, /Remove-\w+ -InboundSharedUserProfileUserId <string> \[-WhatIf\] \[-Confirm\]/);
    assert.match(text, /CrossTenantUserProfileSharing\.ReadWrite/);
    assert.match(text, /Global Administrator/);
    assert.ok(consoleCmdlets().every(({ name }) => commandList().includes(name) && helpText(name) !== undefined));
    assert.equal(helpText('Format-Disk'), undefined);
  });
});

describe('Completion', () => {
  it('offers cmdlets, parameters not yet given, and what rows can be handed to', () => {
    assert.deepEqual(completionOf('Get-MgO', 7).candidates, ['Get-MgOrganization']);
    assert.deepEqual(completionOf(`${removeOutbound} -`, removeOutbound.length + 2).candidates, [
      '-Confirm',
      '-OutboundSharedUserProfileUserId',
      '-TenantReferenceTenantId',
      '-WhatIf',
    ]);
    const given = `${removeInbound} -WhatIf -`;
    assert.ok(!completionOf(given, given.length).candidates.includes('-WhatIf'));
    const piped = 'Get-MgOrganization | ex';
    assert.deepEqual(completionOf(piped, piped.length), { start: piped.length - 2, candidates: ['Export-Csv'] });
    assert.deepEqual(completionOf('Nonsense -', 10).candidates, []);
    assert.equal(commonBeginning(['Get-MgContext', 'get-MgOrg']), 'Get-Mg');
  });
});

describe('The line editor', () => {
  function typed(data: string, from: LineState = emptyLine): LineState {
    return keysOf(data).reduce<LineState>((state, key) => {
      switch (key.kind) {
        case 'enter':
          return entered(state);
        case 'tab':
        case 'interrupt':
        case 'clear':
          return state;
        default:
          return edited(state, key);
      }
    }, from);
  }

  it('types, moves and erases, whole characters at a time', () => {
    assert.deepEqual({ ...typed('ab😀\x1b[D\x7fc') }, { ...emptyLine, text: 'ac😀', cursor: 2 });
    assert.equal(typed('abc\x01\x1b[3~').text, 'bc');
    assert.equal(typed('abc\x1b[D\x15').text, 'c');
    assert.equal(typed('abc\x1b[H\x0b').text, '');
  });

  it('remembers lines, each once, and gives the new one back', () => {
    const state = typed('one\rtwo\rtwo\rdraft\x1b[A\x1b[A');
    assert.deepEqual([state.text, state.history], ['one', ['one', 'two']]);
    assert.equal(typed('\x1b[B\x1b[B\x1b[B', state).text, 'draft');
  });

  it('takes no escape sequence and no character that hides for text', () => {
    assert.equal(typed('a\x1b]0;title\x07b\x1b[31mc\u202ed\u200be').text, 'a0;titlebcde');
    assert.doesNotMatch(typed('\x1b\x1b[2J\x9b31m\u2066').text, /[\x00-\x1f\x7f-\x9f\u2066]/);
  });
});

describe('The screen of the verb console', () => {
  const hostile = '\x1b[2J\x1b]0;pwned\x07\x9b31mred\rback\u202etxt\x08\x00 Bearer abcdefghijklmnopqrstuvwxyz';

  it('is never moved or coloured by what is written on it', () => {
    const ours = /\x1b\[(?:31|36|90|0)m|\x1b\[K|\x1b\[\d+D|^\r|\r\n/g;
    const texts = [terminalText(hostile), toned(hostile, 'error'), drawnLine(hostile, { ...emptyLine, text: hostile, cursor: 3 }, 80)];
    for (const text of texts) {
      assert.doesNotMatch(text.replace(ours, ''), /[\x00-\x1f\x7f-\x9f\u202e]/);
    }
    assert.match(terminalText(hostile), /⟨escape⟩\[2J/);
  });

  it('shows no secret', () => {
    assert.doesNotMatch(terminalText(hostile), /abcdefghijklmnopqrstuvwxyz/);
    assert.doesNotMatch(terminalText('"storageLocation": "https://a.blob.core.windows.net/c?sv=1&sig=secret"'), /sig=secret/);
  });

  it('draws one row, however long the line', () => {
    const line = { ...emptyLine, text: 'x'.repeat(500), cursor: 500 };
    assert.ok(drawnLine('Fabrikam> ', line, 80).replace(/\x1b\[[0-9;]*[A-Za-z]|\r/g, '').length <= 80);
  });
});
