/** The same numbers every time. */
export function numbersFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

export function guidOf(number: number): string {
  const hex = (Math.imul(number, 2654435761) >>> 0).toString(16).padStart(8, '0');
  return `${hex}-${hex.slice(0, 4)}-4${hex.slice(5)}-a${hex.slice(1, 4)}-${number.toString(16).padStart(12, '0')}`;
}

export interface Person {
  readonly userId: string;
  readonly userPrincipalName: string;
  readonly displayName: string;
  readonly homeTenantId: string;
}

export function plainPerson(number: number, homeTenants = 37): Person {
  const tenant = number % homeTenants;
  return {
    userId: guidOf(number),
    userPrincipalName: `person.${number}@partner${tenant}.example.com`,
    displayName: `Person Number ${number}`,
    homeTenantId: guidOf(1_000_000 + tenant),
  };
}

type Twist = (person: Person, number: number) => unknown;

const names = [
  '',
  ' ',
  'Zoë Åkesson',
  'Łukasz Żółć',
  'Мария Иванова',
  '李小龍',
  'علي',
  '김철수',
  'ﷺ'.repeat(300),
  'x'.repeat(70_000),
  '\u0000\u001f\u007f',
];
const astral = ['🦄 Unicorn', '𝕬𝖉𝖊𝖑𝖊', '👩‍👩‍👧‍👧', '\u{10ffff}'];
const broken = ['\ud800', 'a\udc00b', '\udfff\ud800'];

const readable: readonly Twist[] = [
  (person) => person,
  (person, number) => ({ ...person, displayName: names[number % names.length] }),
  (person, number) => ({ ...person, displayName: astral[number % astral.length] }),
  (person, number) => ({ ...person, displayName: broken[number % broken.length] }),
  (person, number) => ({ ...person, userPrincipalName: broken[number % broken.length] }),
  (person) => ({ ...person, userId: person.userId.toUpperCase() }),
  (person) => ({ ...person, userId: `${person.userId.slice(0, 18).toUpperCase()}${person.userId.slice(18)}` }),
  (person, number) => ({ ...person, userId: `not a guid ${number} "é"` }),
  (person, number) => ({ ...person, userId: `x${String(number).padStart(35, '0')}` }),
  (person) => ({ ...person, homeTenantId: person.homeTenantId.toUpperCase() }),
  (person) => ({ ...person, homeTenantId: 'no tenant we know \\ "' }),
  (person) => ({ ...person, userPrincipalName: '' }),
  (person) => ({ ...person, userPrincipalName: 'nobody' }),
  (person) => ({ ...person, userPrincipalName: 'adele_contoso.com#EXT#@fabrikam.onmicrosoft.com' }),
  (person) => ({ ...person, userPrincipalName: '@@a@b@' }),
  (person) => ({ ...person, userPrincipalName: `zoë@bücher.example`, displayName: 'Quote " and \\ and / and \t' }),
  (person) => ({ ...person, extra: { deep: [1, 2.5e300, null, true, '}]'] }, '@odata.type': '#x' }),
  ({ userId, ...rest }) => ({ ...rest, userId }),
  ({ homeTenantId, displayName, userPrincipalName, userId }) => ({ homeTenantId, displayName, userPrincipalName, userId }),
];

const unreadable: readonly Twist[] = [
  (person) => ({ ...person, displayName: null }),
  (person) => ({ ...person, userId: '' }),
  (person) => ({ ...person, homeTenantId: 7 }),
  ({ userId, homeTenantId }) => ({ userId, homeTenantId }),
  (person) => [person],
  () => null,
  () => 'text, with ] and }',
  () => 42,
];

/** People as a service may send them, and `isReadable` by position. */
export function strangeRows(count: number, seed: number): { readonly rows: readonly unknown[]; readonly isReadable: readonly boolean[] } {
  const next = numbersFrom(seed);
  const rows: unknown[] = [];
  const isReadable: boolean[] = [];
  for (let number = 0; number < count; number += 1) {
    const good = next(12) !== 0;
    const twists = good ? readable : unreadable;
    const twist = next(3) === 0 || !good ? twists[next(twists.length)] : readable[0];
    rows.push(twist?.(plainPerson(number), next(1000)));
    isReadable.push(good);
  }
  return { rows, isReadable };
}

export function randomText(next: (below: number) => number): string {
  const length = next(12);
  return Array.from({ length }, () => String.fromCodePoint(next(4) === 0 ? next(0x110000) : next(0x2500))).join('');
}
