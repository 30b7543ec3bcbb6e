import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assemblyDigest } from '../../../src/profiles/assembly';
import * as layout from '../../../src/profiles/layout';
import * as engine from '../../../src/profiles/engine';

const folder = join(__dirname, '../../../assembly');

function source(name: string): string {
  return readFileSync(join(folder, name), 'utf8');
}

describe('The compiled assembly', () => {
  it('is that of the sources', () => {
    const digest = createHash('sha256');
    const names = readdirSync(folder).filter((name) => name.endsWith('.ts'));
    names.sort().forEach((name) => digest.update(source(name)));
    assert.equal(assemblyDigest, digest.digest('hex'), 'npm run build:assembly');
  });

  it('lays out the memory as the rest of the store does', () => {
    const numbers = [...source('layout.ts').matchAll(/^export const (\w+): \w+ = (\w+);$/gmu)];
    assert.ok(numbers.length > 10);
    for (const [, name = '', number] of numbers) {
      assert.equal((layout as Readonly<Record<string, unknown>>)[name], Number(number), name);
    }
  });

  it('stops for the same reasons', () => {
    const reasons = [...source('rows.ts').matchAll(/^const (\w+): i32 = (\d);$/gmu)];
    assert.deepEqual(Object.fromEntries(reasons.map(([, name, number]) => [name, Number(number)])), engine.stopped);
  });
});
