import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { endOfId, isSuspicious, messageText, pickText, plainText, visibleText } from '../../../src/present/plainText';

describe('text from the directory', () => {
  it('stays as it is when it is ordinary, in every script', () => {
    for (const name of ['Adele Vance', 'Zoë O’Neil-Müller', '山田 太郎', 'علی‌رضا', 'नेपाली क्‍ष', 'Ольга', 'דוד', '👩‍💻 Dev', 'Ng, Anh-Thư']) {
      assert.equal(visibleText(name), name);
      assert.equal(isSuspicious(name), false);
    }
  });

  it('shows what would reorder the text', () => {
    assert.equal(visibleText('moc.osotnoc@\u202Eadmin'), 'moc.osotnoc@⟨U+202E⟩admin');
    assert.equal(visibleText('a\u2066b\u2069c\u200F'), 'a⟨U+2066⟩b⟨U+2069⟩c⟨U+200F⟩');
  });

  it('shows what would hide or break the text', () => {
    assert.equal(visibleText('a\u200Bb\u200Dc\u00ADd'), 'a⟨U+200B⟩b⟨U+200D⟩c⟨U+00AD⟩d');
    assert.equal(visibleText('one\r\ntwo\tthree'), 'one⟨return⟩⟨newline⟩two⟨tab⟩three');
    assert.equal(visibleText('\u001B[31mred'), '⟨escape⟩[31mred');
    assert.equal(visibleText('\u0000\u0085\u2028'), '⟨U+0000⟩⟨U+0085⟩⟨U+2028⟩');
    assert.equal(visibleText('\uD800x\uE000'), '⟨U+D800⟩x⟨U+E000⟩');
    assert.ok(isSuspicious('Adele\u200B Vance'));
  });

  it('does not let marks pile up over other lines', () => {
    assert.equal(visibleText(`Z${'\u0301'.repeat(40)}x`), `Z${'\u0301'.repeat(4)}⟨…⟩x`);
  });

  it('has a bounded length and is cut between letters', () => {
    const long = plainText('👩‍💻'.repeat(500));
    assert.ok(long.endsWith('👩‍💻…'));
    assert.equal([...new Intl.Segmenter().segment(long)].length, 200);
    assert.equal(plainText('x'.repeat(10_000_000)).length, 200);
    assert.equal(plainText('short', 5), 'short');
    assert.equal(plainText('longer', 5), 'long…');
  });

  it('makes no link in a notification', () => {
    assert.equal(messageText('[Adele](command:workbench.action.quit)'), '[Adele] (command:workbench.action.quit)');
  });

  it('makes no icon in a quick pick', () => {
    assert.doesNotMatch(pickText('$(verified) Adele $(pass)'), /\$\(/);
    assert.equal(pickText('costs $5 (five)'), 'costs $5 (five)');
  });

  it('tells two people of one name apart by the end of the id', () => {
    assert.equal(endOfId('c228b2ae-c4fb-4eda-9620-7e73dddd1cac'), 'dd1cac');
    assert.equal(endOfId('7'), '7');
  });
});
