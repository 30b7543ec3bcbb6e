import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { permissionTable } from '../../scripts/permissionTable';
import { inRepository } from '../support/places';

const cells = (table: string): readonly (readonly string[])[] =>
  table
    .trim()
    .split('\n')
    .filter((line) => !/^\|[ -|]+\|$/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()));

describe('The README', () => {
  it('has the permissions of the operation table', async () => {
    const readme = await readFile(inRepository('README.md'), 'utf8');
    const section = /<!-- permissions -->\s+([\s\S]*?)\s+<!-- \/permissions -->/.exec(readme)?.[1];
    assert.ok(section !== undefined);
    assert.deepEqual(cells(section), cells(permissionTable()));
  });

  it('names every dependency that the product needs at run time', async () => {
    const manifest = JSON.parse(await readFile(inRepository('package.json'), 'utf8')) as {
      readonly dependencies: Readonly<Record<string, string>>;
    };
    const readme = await readFile(inRepository('README.md'), 'utf8');
    const missing = Object.keys(manifest.dependencies).filter((name) => !readme.includes(`\`${name}\``));
    assert.deepEqual(missing, []);
  });

  it('names only scripts that there are', async () => {
    const manifest = JSON.parse(await readFile(inRepository('package.json'), 'utf8')) as {
      readonly scripts: Readonly<Record<string, string>>;
    };
    const readme = await readFile(inRepository('README.md'), 'utf8');
    const named = [...readme.matchAll(/npm run (?:-s )?([\w:-]+)/g)].map(([, name]) => name ?? '');
    assert.ok(named.length > 0);
    assert.deepEqual(
      named.filter((name) => !Object.hasOwn(manifest.scripts, name)),
      [],
    );
  });
});
