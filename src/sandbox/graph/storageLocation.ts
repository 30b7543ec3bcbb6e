import { badRequest } from './apiError';

/** A container that an export may be written to. */
export interface Container {
  /** With the signature: for writing, never for showing. */
  readonly sasUrl: URL;
  /** Without it: tells containers apart. */
  readonly name: string;
}

const loopback = ['127.0.0.1', 'localhost', '[::1]'];
const refuse = (message: string): Error => badRequest(`The storage location is not valid. ${message}`);

function readUrl(text: string): URL {
  if (!URL.canParse(text)) {
    throw refuse('It must be the URL of a container with a shared access signature.');
  }
  const url = new URL(text);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback.includes(url.hostname))) {
    throw refuse('It must be an https address.');
  }
  if (url.username !== '' || url.password !== '') {
    throw refuse('It must not carry a user name.');
  }
  return url;
}

/** A container, not an account or a blob. Storage on this machine puts the account's name first in the path. */
function checkPath(url: URL): void {
  const segments = url.pathname.split('/').filter((segment) => segment !== '');
  const expected = loopback.includes(url.hostname) ? 2 : 1;
  if (segments.length !== expected) {
    throw refuse('It must name a container.');
  }
}

function checkTime(sas: URLSearchParams, now: number): void {
  const end = Date.parse(sas.get('se') ?? '');
  if (Number.isNaN(end) || end <= now) {
    throw refuse('The shared access signature has expired or has no end.');
  }
  const start = sas.get('st');
  if (start !== null && !(Date.parse(start) <= now)) {
    throw refuse('The shared access signature is not valid yet.');
  }
}

function checkRights(sas: URLSearchParams): void {
  if ((sas.get('sig') ?? '') === '') {
    throw refuse('It has no shared access signature.');
  }
  const ofAccount = (sas.get('ss') ?? '').includes('b') && (sas.get('srt') ?? '').includes('o');
  if (sas.get('sr') !== 'c' && !ofAccount) {
    throw refuse('The shared access signature is not one for a container, or for the containers of an account.');
  }
  const rights = sas.get('sp') ?? '';
  const creates = rights.includes('c') || rights.includes('w');
  const appends = rights.includes('a') || rights.includes('w');
  if (!creates || !appends) {
    throw refuse('The shared access signature must allow to create and to add, or to write.');
  }
}

/** The container of an export request's body. Throws ApiError 400 when the storage rules do not allow it. */
export function readStorageLocation(body: string, now: number): Container {
  const value = readBodyValue(body);
  const url = readUrl(value);
  checkPath(url);
  checkRights(url.searchParams);
  checkTime(url.searchParams, now);
  return { sasUrl: url, name: `${url.origin}${url.pathname.replace(/\/$/, '')}` };
}

function readBodyValue(body: string): string {
  const parsed = parseObject(body);
  const value = parsed['storageLocation'];
  if (typeof value !== 'string' || value === '') {
    throw badRequest("The parameter 'storageLocation' is required and must be a string.");
  }
  return value;
}

/** A JSON object. Throws ApiError 400 for anything else. */
export function parseObject(body: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) {
      return parsed as Readonly<Record<string, unknown>>;
    }
  } catch {
    throw badRequest('Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.');
  }
  throw badRequest('The request body must be a JSON object.');
}
