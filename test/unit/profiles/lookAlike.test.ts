import assert from 'node:assert/strict';
import { lookAlikeGroups, marksOfText } from '../../../src/profiles/lookAlike';
import { skeletonOf } from '../../../src/profiles/skeleton';

describe('Marks of a text', () => {
  for (const text of [
    'Adele Vance',
    'Zoë Åkesson-Łuczak',
    "O'Brien (Contoso)",
    'Мария Иванова',
    'Иван Petrov',
    'Γιώργος Παπαδόπουλος',
    '李小龍 Bruce',
    'ソニーLtd',
    '김철수',
    'محمد علي',
    'לוי כהן',
    'राम कुमार',
    'สมชาย',
    'می‌خواهم',
    '👩‍👩‍👧 family',
    '❤️',
    'adele.vance1@contoso.com',
    'Пётр 1',
    'Nguyễn Thị Ánh',
    'Ünal İpek',
    '',
  ]) {
    it(`are none for ${JSON.stringify(text)}`, () => assert.deepEqual(marksOfText(text), []));
  }

  for (const [text, marks] of [
    ['Раulа', ['mixedScripts', 'confusableLetters']],
    ['Саssаnо', ['mixedScripts', 'confusableLetters']],
    ['Ρaula', ['mixedScripts', 'confusableLetters']],
    ['аррӏе', ['confusableLetters']],
    ['Ｂｏｂ', ['confusableLetters']],
    ['𝐁ob', ['confusableLetters']],
    ['Adele\u200bVance', ['invisible']],
    ['Adele\u00adVance', ['invisible']],
    ['Ad\u200dele', ['invisible']],
    ['Bob\u0000', ['invisible']],
    ['Bob\u{e0041}', ['invisible']],
    ['\u202eecnaV eledA', ['bidiControl']],
    ['Bob\u2067x\u2069', ['bidiControl']],
    ['Z\u0300\u0301\u0302\u0303\u0304', ['combiningStorm']],
  ] as const) {
    it(`of ${JSON.stringify(text)} are ${marks.join(' and ')}`, () => assert.deepEqual(marksOfText(text), marks));
  }
});

describe('Texts that look alike', () => {
  it('have one skeleton', () => {
    for (const text of [
      'Раulа Саssаnо',
      'Ρaula Cassanο',
      'Pau1a Cassano',
      'PauIa  Cassano ',
      'Paula\u200b Cassano',
      'ＰＡＵＬＡ Cassano',
      'paula cassano',
    ]) {
      assert.equal(skeletonOf(text), skeletonOf('Paula Cassano'), text);
    }
    assert.equal(skeletonOf('rnicrosoft'), skeletonOf('microsoft'));
    assert.notEqual(skeletonOf('Paula Cassano'), skeletonOf('Paolo Cassano'));
    assert.notEqual(skeletonOf('Müller'), skeletonOf('Muller'));
  });

  it('are grouped, and nobody else is', () => {
    const names = ['Bob', 'Eve', 'Воb', 'Bob', 'Ada', 'Ada'];
    assert.deepEqual(
      lookAlikeGroups([0, 1, 2, 3, 4, 5], (index) => names[index] ?? ''),
      [
        { why: 'sameSkeleton', members: [0, 2, 3] },
        { why: 'sameText', members: [4, 5] },
      ],
    );
  });
});
