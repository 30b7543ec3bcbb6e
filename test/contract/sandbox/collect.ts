import assert from 'node:assert/strict';
import type { TestSandbox } from '../../support/sandbox';

export interface ListAnswer<T = Readonly<Record<string, string>>> {
  readonly '@odata.context': string;
  readonly '@odata.nextLink'?: string;
  readonly '@odata.count'?: number;
  readonly value: readonly T[];
}

export const inboundList = '/beta/directory/inboundSharedUserProfiles';
export const outboundList = '/beta/directory/outboundSharedUserProfiles';

/** The pages of a list, following every nextLink. */
export async function pagesOf<T = Readonly<Record<string, string>>>(
  sandbox: TestSandbox,
  path: string,
  token: string,
): Promise<readonly ListAnswer<T>[]> {
  const pages: ListAnswer<T>[] = [];
  for (let next: string | undefined = path; next !== undefined;) {
    const response = await sandbox.graph(next, token);
    assert.equal(response.status, 200);
    const page = (await response.json()) as ListAnswer<T>;
    pages.push(page);
    next = page['@odata.nextLink']?.slice(sandbox.graphEndpoint.length);
  }
  return pages;
}

export async function rowsOf<T = Readonly<Record<string, string>>>(
  sandbox: TestSandbox,
  path: string,
  token: string,
): Promise<readonly T[]> {
  return (await pagesOf<T>(sandbox, path, token)).flatMap((page) => page.value);
}

export interface ErrorBody {
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly innerError: Readonly<Record<'date' | 'request-id' | 'client-request-id', string>>;
  };
}

export async function errorOf(response: Response): Promise<ErrorBody['error']> {
  return ((await response.json()) as ErrorBody).error;
}
