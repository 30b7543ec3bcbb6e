import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { columnText, matchedRestLines, matchedSummary } from '../../../src/present/matchedListText';
import { matchList } from '../../../src/profiles/matchList';
import { parseList } from '../../../src/profiles/parseList';

describe('What is said of a matched list', () => {
  it('names a column by its heading or number, with how much of it can be looked up and what is in it', async () => {
    const { columns } = await parseList('$(x)User\tNote\tEmpty\na@x.de\t1\t\nb@x.de\t2\t');
    assert.deepEqual(columns.map(columnText), [
      {
        label: '$\u2060(x)User',
        description: '2 look like user principal names, ids or domains',
        detail: 'such as a@x.de',
      },
      { label: 'Note', description: '0 look like user principal names, ids or domains', detail: 'such as 1' },
      { label: 'Empty', description: '0 look like user principal names, ids or domains', detail: 'empty' },
    ]);
    const [first] = (await parseList('a@x.de,1\nb@x.de,2')).columns;
    assert.equal(first && columnText(first).label, 'Column 1');
  });

  it('counts, and asks whether it was the right column when nothing has the form of what is looked up', async () => {
    const matched = await matchList(await parseList('a@x.de\na@x.de\nx.de'), []);
    assert.equal(matchedSummary(matched), 'Entries: 2. Found: 0. Ambiguous: 0. Not found: 2.');
    const wrong = await matchList(await parseList('when;who\n09:00;a@x.de\n10:00;b@x.de', { column: 0 }), []);
    assert.match(matchedSummary(wrong), /was it the right column\?$/);
  });

  it('lists what was not found with its lines, visible and harmless, after what is not read', async () => {
    const matched = await matchList(await parseList('b@x.de\n\nEve\u202etxt\nb@x.de'), []);
    assert.deepEqual(
      [...matchedRestLines(matched, ['Fabrikam, outbound: Nothing is read yet.'])],
      [
        'Not everything is read. What was not found may be there:',
        '  Fabrikam, outbound: Nothing is read yet.',
        '',
        'Not found in what is read: 2',
        '  b@x.de  (1, 4)',
        '  Eve⟨U+202E⟩txt  (3)',
        '',
      ],
    );
  });
});
