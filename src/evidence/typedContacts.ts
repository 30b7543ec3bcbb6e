import type { Contact } from './contacts';

export type TypedContacts =
  | { readonly kind: 'contacts'; readonly contacts: readonly Contact[] }
  | { readonly kind: 'refused'; readonly why: 'notAnAddress' | 'severalAddresses' | 'nobody'; readonly text: string };

const address = /^[^\s@<>"(),;:]+@[^\s@<>"(),;:]+\.[^\s@<>"(),;:.]{2,}$/u;
const phone = /^\+?[\d\s()./-]{5,}$/;

function joined(parts: readonly string[]): string | undefined {
  return parts.length === 0 ? undefined : parts.join(', ');
}

function contactFrom(text: string): TypedContacts {
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const emails = parts.filter((part) => part.includes('@'));
  const wrong = emails.find((part) => !address.test(part));
  const phones = parts.filter((part) => phone.test(part));
  const names = parts.filter((part) => !part.includes('@') && !phone.test(part));
  if (wrong !== undefined) {
    return { kind: 'refused', why: 'notAnAddress', text: wrong };
  }
  if (emails.length > 1 || phones.length > 1) {
    return { kind: 'refused', why: 'severalAddresses', text };
  }
  if (parts.length === 0) {
    return { kind: 'refused', why: 'nobody', text };
  }
  const contact = { tenantId: undefined, domain: undefined, name: joined(names), email: emails[0], phone: phones[0], note: undefined };
  return { kind: 'contacts', contacts: [contact] };
}

/** Reads contacts as a person types them: a name, an e-mail address and a phone number with commas between, semicolons between contacts. */
export function typedContacts(text: string): TypedContacts {
  const read = text.trim() === '' ? [] : text.split(/;|\s\/\s/u).map(contactFrom);
  const refused = read.find(({ kind }) => kind === 'refused');
  return refused ?? { kind: 'contacts', contacts: read.flatMap((each) => (each.kind === 'contacts' ? each.contacts : [])) };
}
