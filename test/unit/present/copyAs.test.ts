import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { delimiter } from 'node:path';
import { GraphError } from '../../../src/graph/errors';
import type { OperationId } from '../../../src/graph/operation';
import { operation, operationIds } from '../../../src/graph/operations';
import type { CopiedCall, CopyContext } from '../../../src/present/copiedCall';
import { copyAs, copyFormats } from '../../../src/present/copyAs';
import { kqlQuote, powershellQuote, shellQuote } from '../../../src/present/quotes';
import { json, TestServer } from '../graph/testServer';
import { inRepository } from '../../support/places';
import { wordsOfPowerShell } from '../../support/powershellWords';

/** The machine's own curl where there is one. */
const pathWithCurl = [process.env['PATH'], inRepository('test', 'support', 'standIns')].join(delimiter);

const tenantId = '6babcaad-604b-40ac-a9d7-9fd97c0b779f';
const clientId = '14d82eec-204b-4c2f-b7e8-296a70dab67e';

const context: CopyContext = { environment: { kind: 'cloud', cloud: 'Global' }, tenantId, clientId, authType: 'Delegated' };

const values = {
  userId: 'c228b2ae-c4fb-4eda-9620-7e73dddd1cac',
  tenantId: '486fb458-9474-4c44-896b-b30942d055f0',
  domainName: 'contoso.com',
  dataPolicyOperationId: 'd007e3da-cd9b-4b02-8d66-422403c53e3f',
};

const hostile = `a'b’c$(x)\`y\` "z" ; & | {{w}} %`;

function call(id: OperationId, path: Readonly<Record<string, string>> = values): CopiedCall {
  const names = operation(id).pathParameters.map(({ name }) => name);
  return { operation: id, path: Object.fromEntries(names.map((name) => [name, path[name] ?? ''])) };
}

const copied = operationIds.filter((id) => id !== 'batch');

/** Runs a script in a shell in which the tool of that name only prints what it was called with. */
async function argumentsIn(script: string, tool: string): Promise<readonly (readonly string[])[]> {
  const spy = `${tool}() { for word in "$@"; do printf '%s\\0' "$word"; done; printf '\\0'; }\n`;
  const shell = spawn('sh', ['-c', spy + script], {
    env: { PATH: process.env['PATH'], GRAPH_TOKEN: 'to-ken', STORAGE_LOCATION: 'https://s?sig=1' },
  });
  const pieces: Buffer[] = [];
  shell.stdout.on('data', (piece: Buffer) => pieces.push(piece));
  const [code] = (await once(shell, 'close')) as [number];
  assert.equal(code, 0);
  return Buffer.concat(pieces)
    .toString('utf8')
    .split('\0\0')
    .slice(0, -1)
    .map((words) => words.split('\0'));
}

function option(words: readonly string[] | undefined, name: string): string | undefined {
  return words?.[words.indexOf(name) + 1];
}

describe('A copied call', () => {
  for (const format of copyFormats) {
    it(`as ${format} never holds a token, a storage location or more than the call`, () => {
      for (const id of copied) {
        const text = copyAs(format, [call(id)], context);
        assert.doesNotMatch(text, /eyJ|sig=|sv=20/);
        assert.ok(text.endsWith('\n'));
      }
    });

    it(`as ${format} is refused for an id that cannot be sent`, () => {
      for (const userId of ['', '..', 'a\nb']) {
        assert.throws(() => copyAs(format, [call('getInboundSharedUserProfile', { userId })], context), GraphError);
      }
    });
  }

  describe('as Graph PowerShell', () => {
    const always: Readonly<Record<string, readonly string[]>> = {
      'Connect-MgGraph': ['Environment', 'TenantId', 'ClientId', 'Scopes', 'NoWelcome', 'AccessToken', 'CertificateThumbprint'],
      'Add-MgEnvironment': ['Name', 'GraphEndpoint', 'AzureADEndpoint'],
      'ConvertTo-SecureString': ['AsPlainText', 'Force'],
      'Invoke-MgGraphRequest': ['Method', 'Uri'],
    };

    /** What the table allows in the line of one operation. */
    function allowedFor(id: OperationId, name: string): readonly string[] | undefined {
      const row = operation(id);
      if (name !== row.cmdlet.name || name === 'Invoke-MgGraphRequest') {
        return always[name];
      }
      const own = [...row.pathParameters, ...row.bodyParameters].map(({ cmdlet }) => cmdlet);
      return [...own, ...(row.cmdlet.list ? ['All'] : []), ...(row.cmdlet.whatIf ? ['WhatIf'] : [])];
    }

    function commandsOf(script: string): readonly (readonly [string, readonly string[]])[] {
      const found: [string, string[]][] = [];
      for (const word of wordsOfPowerShell(script)) {
        if (word.kind === 'bare' && /^[A-Z][a-z]+-[A-Za-z]+$/.test(word.text)) {
          found.push([word.text, []]);
        } else if (word.kind === 'bare' && word.text.startsWith('-')) {
          found.at(-1)?.[1].push(word.text.slice(1));
        }
      }
      return found;
    }

    for (const id of copied) {
      it(`${id} uses only cmdlets and parameters of the operation table, after connecting to the tenant`, () => {
        const commands = commandsOf(copyAs('graphPowerShell', [call(id)], context));
        assert.equal(commands[0]?.[0], 'Connect-MgGraph');
        assert.equal(commands.at(-1)?.[0], operation(id).cmdlet.name);
        for (const [name, parameters] of commands) {
          const allowed = allowedFor(id, name);
          assert.deepEqual(
            parameters.filter((parameter) => !allowed?.includes(parameter)),
            [],
            name,
          );
        }
      });

      it(`${id} has -WhatIf exactly where something is sent or destroyed`, () => {
        const text = copyAs('graphPowerShell', [call(id)], context);
        assert.equal(/-WhatIf$/m.test(text), operation(id).effect !== 'read');
      });
    }

    it('asks for the least scopes, each once', () => {
      const text = copyAs(
        'graphPowerShell',
        [call('listInboundSharedUserProfiles'), call('exportInboundPersonalData'), call('removeInboundPersonalData')],
        context,
      );
      assert.match(text, /-Scopes 'CrossTenantUserProfileSharing\.Read\.All', 'CrossTenantUserProfileSharing\.ReadWrite' -NoWelcome/);
    });

    it('connects as an app without scopes, and with a token or to the sandbox from the environment', () => {
      const as = (changed: Partial<CopyContext>): string =>
        copyAs('graphPowerShell', [call('listInboundSharedUserProfiles')], { ...context, ...changed });
      assert.match(as({ authType: 'AppOnly' }), /-CertificateThumbprint \$env:CERTIFICATE_THUMBPRINT/);
      assert.doesNotMatch(as({ authType: 'AppOnly' }), /-Scopes/);
      assert.match(as({ authType: 'UserProvidedAccessToken' }), /\$env:GRAPH_TOKEN/);
      const sandbox = as({ environment: { kind: 'sandbox', origin: 'http://127.0.0.1:4123' } });
      assert.match(sandbox, /Add-MgEnvironment .*-GraphEndpoint 'http:\/\/127\.0\.0\.1:4123'/);
    });

    it('keeps hostile ids inside their quotes, one by one and in lists', () => {
      for (const calls of [[hostile], [hostile, 'plain', "'; Remove-Item x; '"]]) {
        const script = copyAs(
          'graphPowerShell',
          calls.map((userId) => call('removeInboundPersonalData', { userId })),
          context,
        );
        const literals = wordsOfPowerShell(script).filter(({ kind }) => kind === 'literal');
        assert.deepEqual(
          literals.map(({ text }) => text).filter((text) => calls.includes(text)),
          calls,
        );
        assert.deepEqual(
          commandsOf(script).map(([name]) => name),
          ['Connect-MgGraph', 'Remove-MgBetaDirectoryInboundSharedUserProfilePersonalData'],
        );
      }
    });
  });

  it('as Invoke-MgGraphRequest has the whole address and reads secrets from the environment', () => {
    const text = copyAs('invokeMgGraphRequest', [call('exportInboundPersonalData')], context);
    assert.match(
      text,
      /-Method POST -Uri 'https:\/\/graph\.microsoft\.com\/beta\/directory\/inboundSharedUserProfiles\/c228b2ae-[^']+\/exportPersonalData'/,
    );
    assert.match(text, /storageLocation = \$env:STORAGE_LOCATION/);
  });

  it('as .http is a request that its readers understand', () => {
    const text = copyAs('http', [call('exportInboundPersonalData'), call('getInboundSharedUserProfile', { userId: hostile })], context);
    const [, first = '', second = ''] = text.split('### ');
    assert.match(first, /\nPOST https:\/\/\S+\/exportPersonalData HTTP\/1\.1\nAuthorization: Bearer \{\{\$processEnv GRAPH_TOKEN\}\}\n/);
    assert.equal(
      (JSON.parse(first.split('\n\n')[1] ?? '') as Record<string, string>)['storageLocation'],
      '{{$processEnv STORAGE_LOCATION}}',
    );
    assert.match(second, /\nGET \S+ HTTP\/1\.1\n/);
    assert.doesNotMatch(second.split('\n')[1] ?? '', /\{\{/);
  });

  if (process.platform !== 'win32') {
    for (const [format, tool] of [
      ['azRest', 'az'],
      ['m365', 'm365'],
    ] as const) {
      it(`as ${format} is what a shell makes of it, hostile ids too`, async () => {
        const calls = [call('exportInboundPersonalData', { userId: hostile }), call('findTenantInformationByDomainName')];
        const [login, first, second] = await argumentsIn(copyAs(format, calls, context), tool);
        assert.equal(option(login, '--tenant'), tenantId);
        assert.equal(option(first, '--method'), 'post');
        const address = new URL(option(first, '--url') ?? '');
        assert.equal(decodeURIComponent(address.pathname.split('/')[4] ?? ''), hostile);
        assert.deepEqual(JSON.parse(option(first, '--body') ?? ''), { storageLocation: 'https://s?sig=1' });
        assert.match(option(second, '--url') ?? '', /findTenantInformationByDomainName\(domainName='contoso\.com'\)$/);
      });
    }

    describe('as cURL', () => {
      const server = new TestServer();
      before(() => server.start());
      after(() => server.stop());

      async function run(script: string): Promise<string> {
        const shell = spawn('sh', ['-c', script], {
          env: { PATH: pathWithCurl, GRAPH_TOKEN: 'to-ken', STORAGE_LOCATION: 'https://s.example/c?sig=1' },
        });
        const pieces: Buffer[] = [];
        shell.stdout.on('data', (piece: Buffer) => pieces.push(piece));
        const [code] = (await once(shell, 'close')) as [number];
        assert.equal(code, 0);
        return Buffer.concat(pieces).toString('utf8');
      }

      for (const id of copied) {
        it(`${id} runs, with a token from the environment`, async () => {
          server.answers((_, response) => json(response, 200, { ok: true }));
          const there: CopyContext = { ...context, environment: { kind: 'sandbox', origin: server.origin } };
          const answer = await run(copyAs('curl', [call(id)], there));
          const [seen] = server.seen;
          assert.deepEqual(JSON.parse(answer), { ok: true });
          assert.deepEqual([seen?.method, seen?.headers.authorization], [operation(id).method, 'Bearer to-ken']);
          const body = operation(id).bodyParameters.length > 0 ? { storageLocation: 'https://s.example/c?sig=1' } : undefined;
          assert.deepEqual(seen?.body === '' ? undefined : JSON.parse(seen?.body ?? ''), body);
          assert.equal(seen?.headers['content-type'], body && 'application/json');
        });
      }
    });
  }
});

describe('Quotes', () => {
  it('keep every character in PowerShell, typographic quotes too', () => {
    assert.equal(powershellQuote("a'b‘c’d‚e‛f"), "'a''b‘‘c’’d‚‚e‛‛f'");
    assert.deepEqual(wordsOfPowerShell(powershellQuote(hostile)), [{ kind: 'literal', text: hostile }]);
  });

  it('keep every character in shells and in KQL', () => {
    assert.equal(shellQuote("it's"), "'it'\\''s'");
    assert.equal(kqlQuote('a"b\\c\n\u202e😀'), '"a\\"b\\\\c\\u000a\\u202e😀"');
  });
});
