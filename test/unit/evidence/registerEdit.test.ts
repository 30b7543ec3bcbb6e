import assert from 'node:assert/strict';
import type { RegisterRow } from '../../../src/evidence/register';
import { editedRow, type EditableField } from '../../../src/evidence/registerEdit';
import { contoso } from './world';

const now = new Date('2026-03-02T10:00:00Z');

const row: RegisterRow = {
  tenantId: contoso,
  displayName: 'Contoso, Ltd',
  defaultDomainName: 'contoso.com',
  federationBrandName: null,
  naming: 'known',
  domains: ['contoso.com'],
  moreDomains: false,
  people: 3,
  ourUsers: 0,
  contacts: [{ tenantId: contoso, domain: undefined, name: 'Ada', email: 'ada@contoso.com', phone: undefined, note: 'nights' }],
  contactsTyped: false,
  status: 'sent',
  reason: null,
  dates: { sent: '2026-03-01T09:00:00.000Z' },
  peopleThen: 2,
  note: null,
  checkValue: 'ABCD-1234',
};

function kept(field: EditableField, value: string, reason?: string, from: RegisterRow = row): RegisterRow {
  const edited = editedRow(from, { field, value, ...(reason !== undefined && { reason }) }, now);
  assert.ok(edited.kind === 'row');
  return edited.row;
}

function refusal(field: EditableField, value: string, reason?: string, from: RegisterRow = row): string {
  const edited = editedRow(from, { field, value, ...(reason !== undefined && { reason }) }, now);
  return edited.kind === 'refused' ? edited.refusal.why : 'kept';
}

describe('A cell of the register that is edited', () => {
  it('takes contacts as people write them, and keeps what the contact file said beside the same address', () => {
    const { contacts, contactsTyped } = kept('contact', 'Ada Lovelace, ada@contoso.com, +44 20 7946 0958; soc@contoso.com');
    assert.equal(contactsTyped, true);
    assert.deepEqual(
      contacts.map(({ name, email, phone, note }) => [name, email, phone, note]),
      [
        ['Ada Lovelace', 'ada@contoso.com', '+44 20 7946 0958', 'nights'],
        [undefined, 'soc@contoso.com', undefined, undefined],
      ],
    );
  });

  it('leaves the place of contacts that were taken away to the contact file', () => {
    const { contacts, contactsTyped } = kept('contact', '  ', undefined, { ...row, contactsTyped: true });
    assert.deepEqual([contacts, contactsTyped], [[], false]);
  });

  for (const [what, value, why] of [
    ['an address without a host', 'Ada, ada@', 'notAnAddress'],
    ['an address with a blank in it', 'ada love@contoso.com', 'notAnAddress'],
    ['two addresses for one contact', 'a@contoso.com, b@contoso.com', 'severalAddresses'],
    ['a semicolon with nobody behind it', 'Ada;', 'nobody'],
  ] as const) {
    it(`refuses ${what}`, () => assert.equal(refusal('contact', value), why));
  }

  it('sets a status with the time, and a reason where nobody has to be told', () => {
    const acknowledged = kept('status', 'acknowledged');
    assert.deepEqual(
      [acknowledged.status, acknowledged.dates.acknowledged, acknowledged.peopleThen],
      ['acknowledged', now.toISOString(), 3],
    );
    const notNeeded = kept('status', 'notNeeded', ' told by phone ');
    assert.deepEqual([notNeeded.status, notNeeded.reason], ['notNeeded', 'told by phone']);
    const earlier = { ...notNeeded, dates: { notNeeded: '2026-03-01T00:00:00.000Z' } };
    assert.deepEqual(kept('status', 'notNeeded', 'they told us', earlier).dates, earlier.dates, 'another reason is no other date');
  });

  it('wants a reason where nobody has to be told, and a status that there is', () => {
    assert.deepEqual(
      [refusal('status', 'notNeeded'), refusal('status', 'notNeeded', ' '), refusal('status', 'gone')],
      ['noReason', 'noReason', 'notAStatus'],
    );
  });

  it('takes times in UTC, with or without the hour', () => {
    assert.equal(kept('since', '2026-03-01 07:30').dates.sent, '2026-03-01T07:30:00.000Z');
    assert.equal(kept('since', ' 2026-03-01T07:30:59Z ').dates.sent, '2026-03-01T07:30:00.000Z');
    assert.equal(kept('since', '2026-03-01').dates.sent, '2026-03-01T00:00:00.000Z');
  });

  for (const value of ['', 'yesterday', '1.3.2026', '2026-02-31', '2026-03-01 25:00', '2026-03-01 07:30+02:00']) {
    it(`does not take ${JSON.stringify(value)} for a time`, () => assert.equal(refusal('since', value), 'notATime'));
  }

  it('refuses a time that is still to come, and one where nothing was done yet', () => {
    assert.equal(refusal('since', '2026-03-02 10:30'), 'inTheFuture');
    assert.equal(refusal('since', '2026-03-01', undefined, { ...row, status: 'toDo' }), 'noStatusYet');
  });

  it('keeps notes, takes them away, and refuses what is no note any more', () => {
    assert.equal(kept('note', ' by phone ').note, 'by phone');
    assert.equal(kept('note', '', undefined, { ...row, note: 'old' }).note, null);
    assert.equal(refusal('note', 'x'.repeat(2001)), 'tooLong');
  });
});
