import assert from 'node:assert/strict';
import type { Environment } from '../../../src/signin/context';
import { waysOn, type HostTraits, type WayKind } from '../../../src/signin/ways';

const cloud: Environment = { kind: 'cloud', cloud: 'Global' };
const sandbox: Environment = { kind: 'sandbox', origin: 'http://127.0.0.1:1' };
const unattended: readonly WayKind[] = ['certificate', 'clientSecret', 'accessToken', 'environmentVariable'];

const table: readonly (readonly [where: string, traits: HostTraits, environment: Environment, offered: readonly WayKind[]])[] = [
  ['the desktop', { web: false, remote: false }, cloud, ['browser', ...unattended]],
  ['a remote window', { web: false, remote: true }, cloud, ['deviceCode', ...unattended]],
  ['a web window', { web: true, remote: false }, cloud, ['deviceCode', ...unattended]],
  ['a web window of another machine', { web: true, remote: true }, cloud, ['deviceCode', ...unattended]],
  ['the desktop, to a sandbox', { web: false, remote: false }, sandbox, ['browser', ...unattended]],
  ['a web window, to a sandbox', { web: true, remote: true }, sandbox, ['browser', 'deviceCode', ...unattended]],
];

describe('the ways to sign in', () => {
  for (const [where, traits, environment, offered] of table) {
    it(`on ${where} are ${offered.join(', ')}`, () => {
      assert.deepEqual(
        waysOn(traits, environment).map(({ kind }) => kind),
        offered,
      );
    });
  }
});
