import assert from 'node:assert/strict';
import { operation, operationIds } from '../../../src/graph/operations';
import { pathValuesOf } from '../../../src/graph/pathValues';
import { relativeUrl, requestUrl } from '../../../src/graph/requestUrl';

const hostile = [`a'b''c`, 'x/../y', '100% (ünï)?$filter=1', "findTenant(tenantId='z')", 'plain'];

describe('The values of a path', () => {
  for (const id of operationIds) {
    it(`${id} are read back from the address as they were put in`, () => {
      const row = operation(id);
      for (const value of hostile) {
        const path = Object.fromEntries(row.pathParameters.map(({ name }) => [name, `${value} ${name}`]));
        assert.deepEqual(pathValuesOf(row, requestUrl(new URL('https://graph.microsoft.com'), row, path).href), path);
        assert.deepEqual(pathValuesOf(row, relativeUrl(row, path)), path);
      }
    });
  }

  it('are none in an address of something else', () => {
    assert.deepEqual(pathValuesOf(operation('getInboundSharedUserProfile'), 'https://graph.microsoft.com/beta/me'), {});
  });
});
