import { isJsonObject, parseJson } from './json';

/** The outside of a collection page: where its rows are and which page comes next. */
export interface Envelope {
  readonly bytes: Uint8Array;
  readonly rowsStart: number;
  readonly rowsEnd: number;
  readonly nextLink: unknown;
}

interface Property {
  readonly name: string;
  readonly value: unknown;
}

const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const openBracket = 0x5b;
const backslash = 0x5c;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

const nextLinkName = '@odata.nextLink';
const tail = Buffer.from('odata.nextLink"');

/**
 * Finds rows and nextLink of `{"@odata.context": …, "@odata.nextLink"?: …, "value": […]}` (Graph paging page) without parsing the rows, so that
 * the next page can be asked for at once. Exact for valid JSON: it reads the properties before the array from the left and those behind it
 * from the right; where that is not plain, it parses the whole page.
 * @throws SyntaxError or TypeError when it is no collection page. What is inside the array is not checked.
 */
export function envelope(bytes: Uint8Array): Envelope {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = readHead(buffer);
  const foot = head === undefined ? undefined : readFoot(buffer, head.rowsStart);
  if (head === undefined || foot === undefined || isHiddenInside(buffer, head.rowsStart, foot.rowsEnd)) {
    return parsedEnvelope(buffer);
  }
  const links = [...head.properties, ...foot.properties].filter((property) => property.name === nextLinkName);
  return { bytes, rowsStart: head.rowsStart, rowsEnd: foot.rowsEnd, nextLink: links.at(-1)?.value };
}

/** Another nextLink between the brackets: of an expanded list, or of the page itself when `value` is not the only array. */
function isHiddenInside(buffer: Buffer, start: number, end: number): boolean {
  const at = buffer.indexOf(tail, start);
  return at !== -1 && at < end;
}

function readHead(buffer: Buffer): { rowsStart: number; properties: readonly Property[] } | undefined {
  const properties: Property[] = [];
  const start = skipRight(buffer, hasByteOrderMark(buffer) ? 3 : 0);
  if (buffer[start] !== openBrace) {
    return undefined;
  }
  let at = skipRight(buffer, start + 1);
  while (buffer[at] === quote) {
    const nameEnd = stringEnd(buffer, at);
    const name = parseJson(buffer.subarray(at, nameEnd));
    const valueStart = skipRight(buffer, skipRight(buffer, nameEnd) + 1);
    if (name === 'value' && buffer[valueStart] === openBracket) {
      return { rowsStart: valueStart, properties };
    }
    const valueEnd = scalarEnd(buffer, valueStart);
    if (valueEnd === undefined || typeof name !== 'string') {
      return undefined;
    }
    properties.push({ name, value: parseJson(buffer.subarray(valueStart, valueEnd)) });
    at = skipRight(buffer, skipRight(buffer, valueEnd) + 1);
  }
  return undefined;
}

function readFoot(buffer: Buffer, rowsStart: number): { rowsEnd: number; properties: readonly Property[] } | undefined {
  const properties: Property[] = [];
  let end = skipLeft(buffer, buffer.length);
  if (buffer[end - 1] !== closeBrace) {
    return undefined;
  }
  for (end = skipLeft(buffer, end - 1); end > rowsStart;) {
    if (buffer[end - 1] === closeBracket) {
      return { rowsEnd: end, properties };
    }
    const property = propertyBefore(buffer, end);
    if (property === undefined) {
      return undefined;
    }
    properties.push({ name: property.name, value: property.value });
    end = property.next;
  }
  return undefined;
}

/** The property with a scalar value that ends at `end`, read from the right, and where the one before it ends. */
function propertyBefore(buffer: Buffer, end: number): (Property & { readonly next: number }) | undefined {
  const valueStart = buffer[end - 1] === quote ? stringStart(buffer, end) : wordStart(buffer, end);
  const colonEnd = skipLeft(buffer, valueStart);
  const nameEnd = skipLeft(buffer, colonEnd - 1);
  if (buffer[colonEnd - 1] !== colon || buffer[nameEnd - 1] !== quote) {
    return undefined;
  }
  const nameStart = stringStart(buffer, nameEnd);
  const commaEnd = skipLeft(buffer, nameStart);
  const name = parseJson(buffer.subarray(nameStart, nameEnd));
  if (buffer[commaEnd - 1] !== comma || typeof name !== 'string') {
    return undefined;
  }
  return { name, value: parseJson(buffer.subarray(valueStart, end)), next: skipLeft(buffer, commaEnd - 1) };
}

function parsedEnvelope(buffer: Buffer): Envelope {
  const page = parseJson(buffer);
  if (!isJsonObject(page) || !Array.isArray(page['value'])) {
    throw new TypeError('The answer is not a collection.');
  }
  const rows = Buffer.from(JSON.stringify(page['value']));
  return { bytes: rows, rowsStart: 0, rowsEnd: rows.length, nextLink: page[nextLinkName] };
}

function hasByteOrderMark(buffer: Buffer): boolean {
  return buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf;
}

function skipRight(buffer: Buffer, at: number): number {
  let index = at;
  while (isSpace(buffer[index])) {
    index += 1;
  }
  return index;
}

function skipLeft(buffer: Buffer, end: number): number {
  let index = end;
  while (isSpace(buffer[index - 1])) {
    index -= 1;
  }
  return index;
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

function stringEnd(buffer: Buffer, start: number): number {
  let index = start + 1;
  while (index < buffer.length && buffer[index] !== quote) {
    index += buffer[index] === backslash ? 2 : 1;
  }
  return index + 1;
}

/** From the right, the opening quote is the nearest one behind an even number of backslashes: every quote inside a string is escaped. */
function stringStart(buffer: Buffer, end: number): number {
  let index = end - 2;
  while (index > 0 && (buffer[index] !== quote || backslashesBefore(buffer, index) % 2 === 1)) {
    index -= 1;
  }
  return index;
}

function backslashesBefore(buffer: Buffer, at: number): number {
  let count = 0;
  while (buffer[at - 1 - count] === backslash) {
    count += 1;
  }
  return count;
}

function scalarEnd(buffer: Buffer, start: number): number | undefined {
  const first = buffer[start];
  if (first === quote) {
    return stringEnd(buffer, start);
  }
  if (first === openBrace || first === openBracket) {
    return undefined;
  }
  let index = start;
  while (index < buffer.length && isWordByte(buffer[index])) {
    index += 1;
  }
  return index;
}

function wordStart(buffer: Buffer, end: number): number {
  let index = end;
  while (index > 0 && isWordByte(buffer[index - 1])) {
    index -= 1;
  }
  return index;
}

function isWordByte(byte: number | undefined): boolean {
  return (
    byte !== undefined &&
    byte > 0x20 &&
    byte !== comma &&
    byte !== colon &&
    byte !== closeBrace &&
    byte !== closeBracket &&
    byte !== openBracket &&
    byte !== quote
  );
}
