import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { assignStorage } from '../../../src/actions/containers';
import type { StorageSource } from '../../../src/actions/containers';
import { itemKey } from '../../../src/actions/plan';
import { checkStorageLocation, maskedLocation } from '../../../src/actions/storageLocation';
import { createMemoryVault } from '../../../src/actions/storageVault';
import { contoso, people, userId } from './people';

const now = new Date('2026-06-01T12:00:00Z');
const rules = { sandbox: false, now };
const good =
  'https://account.blob.core.windows.net/people?sv=2024-11-04&sr=c&sp=w&st=2026-06-01T00:00:00Z&se=2026-07-01T00:00:00Z&sig=SECRET';

function verdict(location: string, sandbox = false): string {
  const checked = checkStorageLocation(location, { sandbox, now });
  return checked.kind === 'usable' ? ['usable', ...checked.warnings].join(' ') : checked.why;
}

function without(name: string, value?: string): string {
  const url = new URL(good);
  url.searchParams.delete(name);
  if (value !== undefined) {
    url.searchParams.set(name, value);
  }
  return url.href;
}

describe('A storage location', () => {
  it('is a container with a shared access signature that may write', () => {
    assert.equal(verdict(good), 'usable');
    assert.equal(verdict(`  ${good}\n`), 'usable');
    assert.equal(verdict(without('sp', 'ca')), 'usable');
  });

  it('is refused with the reason when the signature cannot work', () => {
    assert.equal(verdict(without('sig')), 'noSignature');
    assert.equal(verdict(without('sv')), 'noVersion');
    assert.equal(verdict(without('sp')), 'noPermissions');
    assert.equal(verdict(without('sp', 'rl')), 'cannotWrite');
    assert.equal(verdict(without('sp', 'c')), 'cannotWrite');
    assert.equal(verdict(without('se')), 'noExpiry');
    assert.equal(verdict(without('se', '2026-06-01T11:59:59Z')), 'expired');
    assert.equal(verdict(without('st', '2026-06-02')), 'notYetValid');
    assert.equal(verdict(without('sr', 'b')), 'notForContainers');
    assert.equal(verdict(without('sr')), 'notForContainers');
    assert.equal(verdict(good.replace('/people', '')), 'noContainer');
    assert.equal(verdict(''), 'empty');
  });

  it('goes over https, or over http to a loopback address of a sandbox', () => {
    const local = good.replace('https://account.blob.core.windows.net', 'http://127.0.0.1:10000/devstoreaccount1');
    assert.equal(verdict(local), 'notHttps');
    assert.equal(verdict(local, true), 'usable');
    assert.equal(verdict(good.replace('https:', 'http:'), true), 'notLoopback');
    assert.equal(verdict(good.replace('https://', 'https://someone:password@')), 'credentialsInUrl');
    assert.equal(verdict('ftp://account/people'), 'notHttps');
  });

  it('may be the name of an account, with a warning, and nothing else that is no address', () => {
    assert.equal(verdict('MyStorageAccount'), 'usable notAUrl');
    assert.equal(verdict('DefaultEndpointsProtocol=https;AccountKey=SECRET'), 'notALocation');
  });

  it('is warned of when it ends soon, allows more than writing, or opens a whole account', () => {
    assert.equal(verdict(without('se', '2026-06-01T20:00Z')), 'usable expiresSoon');
    assert.equal(verdict(without('sp', 'rwdl')), 'usable moreThanWriting');
    const account = without('sr').concat('&ss=b&srt=co');
    assert.equal(verdict(account), 'usable wholeAccount');
    assert.equal(verdict(account.replace('ss=b', 'ss=q')), 'notForContainers');
    assert.equal(verdict(without('sp').concat('&si=policy')), 'usable identifierOnly');
  });

  it('never shows its signature, whatever it is', () => {
    for (const location of [
      good,
      `${good} `,
      'AccountKey=SECRET',
      'https://a/b#sig=SECRET',
      'https://u:SECRET@a/b',
      '//a/b?sig=SECRET',
      'a b?sig=SECRET',
    ]) {
      assert.ok(!maskedLocation(location).includes('SECRET'), maskedLocation(location));
      const checked = checkStorageLocation(location, rules);
      assert.ok(!JSON.stringify(checked).includes('SECRET'), JSON.stringify(checked));
    }
    assert.equal(maskedLocation(good), 'https://account.blob.core.windows.net/people?…');
  });
});

describe('The containers of an export', () => {
  const account = 'https://account.blob.core.windows.net/?sv=2024-11-04&ss=b&srt=co&sp=cw&se=2026-07-01T00:00:00Z&sig=SECRET';

  async function assigned(source: StorageSource, count = 2): Promise<string> {
    const vault = createMemoryVault();
    const result = await assignStorage(source, people(count), rules, vault);
    if (result.kind !== 'assigned') {
      return result.kind === 'refused' ? result.why : result.kind;
    }
    const kept = await Promise.all([...result.storage.values()].map(async ({ fingerprint }) => vault.get(fingerprint)));
    assert.ok(kept.every((location) => location?.includes('sig=SECRET')));
    return [...result.storage.values()].map(({ masked }) => new URL(masked).pathname).join(' ');
  }

  it('come from a list, one each', async () => {
    const list = [good.replace('people', 'one'), good.replace('people', 'two'), good.replace('people', 'three')];
    assert.equal(await assigned({ kind: 'list', locations: list }), '/one /two');
    assert.equal(await assigned({ kind: 'list', locations: list.slice(0, 1) }), 'tooFew');
    assert.equal(await assigned({ kind: 'list', locations: [good, good] }), 'notDistinct');
    assert.equal(await assigned({ kind: 'list', locations: [good, without('sig').replace('people', 'two')] }), 'noSignature');
  });

  it('come from a template', async () => {
    const template = account.replace('/?', '/export-{number}-{userId}?');
    assert.equal(await assigned({ kind: 'template', template }), `/export-1-${userId(1)} /export-2-${userId(2)}`);
    assert.equal(await assigned({ kind: 'template', template: good }), 'notDistinct');
  });

  it('are made in an account, under names the storage service takes', async () => {
    const names = (await assigned({ kind: 'account', location: account })).split(' ');
    assert.equal(new Set(names).size, 2);
    assert.ok(
      names.every((name) => /^\/[a-z0-9](-?[a-z0-9]){2,62}$/.test(name)),
      names.join(),
    );
    const vault = createMemoryVault();
    const result = await assignStorage({ kind: 'account', location: account }, people(1), rules, vault);
    assert.ok(result.kind === 'assigned' && result.storage.has(itemKey(contoso, userId(1))));
    assert.deepEqual([[...result.storage.values()].map(({ make }) => make), result.warnings], [[true], ['wholeAccount']]);
    assert.equal(await assigned({ kind: 'account', location: good }), 'cannotMake');
    assert.equal(await assigned({ kind: 'account', location: account.replace('srt=co', 'srt=o') }), 'cannotMake');
  });
});
