import { isJsonObject, tryParseJson } from './json';

export interface Challenge {
  readonly scheme: string;
  readonly parameters: Readonly<Record<string, string>>;
}

const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const wholeToken = `${token}(?!${token})`;
const value = `"((?:[^"\\\\]|\\\\.)*)"|([^\\s,"]+)`;
const piece = new RegExp(`[\\s,]*(${wholeToken})(?:\\s*=\\s*(?:${value})|(?!\\s*=))`, 'y');

/**
 * The challenges of a WWW-Authenticate header, several and in any order, parameter names in lower case.
 * Source: RFC 9110, 11.6.1. A header that cannot be read further gives what was read.
 */
export function challenges(header: string): readonly Challenge[] {
  const found: { scheme: string; parameters: Record<string, string> }[] = [];
  piece.lastIndex = 0;
  for (let match = piece.exec(header); match !== null; match = piece.exec(header)) {
    const [, name = '', quoted, plain] = match;
    const content = quoted === undefined ? plain : quoted.replace(/\\(.)/gs, '$1');
    if (content === undefined) {
      found.push({ scheme: name, parameters: Object.create(null) as Record<string, string> });
    } else {
      const last = found.at(-1);
      if (last !== undefined) {
        last.parameters[name.toLowerCase()] ??= content;
      }
    }
  }
  return found;
}

/**
 * The decoded claims that a token has to answer, from a Bearer challenge; undefined when there are none.
 * Source: Entra claims challenge page; base64 and base64url are both met.
 */
export function claimsChallenge(header: string | null): string | undefined {
  if (header === null) {
    return undefined;
  }
  return challenges(header)
    .filter((challenge) => challenge.scheme.toLowerCase() === 'bearer')
    .map((challenge) => decodedClaims(challenge.parameters['claims']))
    .find((claims) => claims !== undefined);
}

function decodedClaims(encoded: string | undefined): string | undefined {
  if (encoded === undefined) {
    return undefined;
  }
  const text = encoded.trimStart().startsWith('{') ? encoded : Buffer.from(encoded, 'base64').toString('utf8');
  return isJsonObject(tryParseJson(Buffer.from(text))) ? text : undefined;
}
