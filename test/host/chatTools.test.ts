import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { CancellationTokenSource, extensions, LanguageModelTextPart, lm, window } from 'vscode';
import manifest from '../../package.json';
import { tools, type ToolName } from '../../src/present/contract';
import { invokeTool } from '../../src/ui/tools/invokeTool';
import { useHostSession } from '../support/hostSession';
import { until } from '../support/until';

interface Answer {
  readonly failed?: boolean;
  readonly whatHappened: string;
  readonly note: string;
  readonly list?: string;
  readonly total?: number;
  readonly state?: string;
  readonly calls?: number;
  readonly untrustedDirectoryData?: readonly Readonly<Record<string, string>>[];
}

describe('the tools for language models', () => {
  it('are registered under the names of the manifest', async () => {
    await extensions.getExtension(`${manifest.publisher}.${manifest.name}`)?.activate();
    const own = (): readonly string[] => lm.tools.map(({ name }) => name).filter((name) => name.startsWith('sharedProfiles_'));
    await until(() => own().length >= Object.values(tools).length);
    assert.deepEqual([...own()].sort(), Object.values(tools).sort());
  });

  it('say that nobody is signed in rather than guess, and that they can remove nobody', async () => {
    for (const [name, input] of [
      [tools.listProfiles, { direction: 'inbound' }],
      [tools.preparePlan, { direction: 'inbound', userIds: ['nobody'], reason: 'test' }],
    ] as const) {
      const { content } = await lm.invokeTool(name, { input, toolInvocationToken: undefined });
      const [part] = content;
      assert.ok(part instanceof LanguageModelTextPart);
      const answer = JSON.parse(part.value) as Answer;
      assert.equal(answer.failed, true);
      assert.match(answer.whatHappened, /nobody is signed in/);
      assert.match(answer.note, /Nothing was exported or removed/);
    }
  });
});

describe('the tools for language models, with somebody signed in', () => {
  const session = useHostSession();

  async function ask(name: ToolName, input: Readonly<Record<string, unknown>>): Promise<Answer> {
    const { content } = await invokeTool(name, input, session().parts, new CancellationTokenSource().token);
    const [part] = content;
    assert.ok(part instanceof LanguageModelTextPart);
    return JSON.parse(part.value) as Answer;
  }

  it('list a part, say how complete the list is, and mark what the directory says', async () => {
    await session().connect();
    const answer = await ask('listProfiles', { direction: 'inbound', take: 5 });
    assert.deepEqual([answer.list, answer.untrustedDirectoryData?.length], ['complete', 5]);
    assert.ok((answer.total ?? 0) > 900);
    const [person] = answer.untrustedDirectoryData ?? [];
    const found = await ask('findProfiles', { direction: 'inbound', query: person?.['userId'] ?? '' });
    assert.equal(found.untrustedDirectoryData?.[0]?.['userPrincipalName'], person?.['userPrincipalName']);
    const impact = await ask('partnerImpact', { tenant: person?.['homeTenantId'] });
    assert.match(JSON.stringify(impact), /"theirPeopleHere":\d+/);
    const tenant = await ask('tenantInformation', { tenant: person?.['homeTenantId'] });
    assert.equal(tenant.untrustedDirectoryData?.[0]?.['tenantId'], person?.['homeTenantId']);
  });

  it('explain a refusal from the operation table', async () => {
    assert.match((await ask('explainRefusal', { operation: 'getDataPolicyOperation' })).whatHappened, /Microsoft Graph refused/);
    assert.match((await ask('explainRefusal', {})).whatHappened, /no call of this window was refused/);
  });

  it('prepare a plan, show it and send nothing but reads', async () => {
    const people = await ask('listProfiles', { direction: 'inbound', take: 2 });
    const userIds = people.untrustedDirectoryData?.map((row) => row['userId']);
    const answer = await ask('preparePlan', { direction: 'inbound', userIds, reason: 'asked for' });
    assert.equal(answer.calls, 2);
    assert.match(answer.state ?? '', /NOTHING WAS SENT/);
    await until(() => window.activeTextEditor !== undefined);
    const shown = window.activeTextEditor?.document.uri ?? assert.fail('nothing is shown');
    assert.match(session().parts.actionPages.provideTextDocumentContent(shown), /Plan: remove the personal data of 2 inbound profiles/);
    const written = session().parts.recent.all.filter(({ record }) => record.method === 'POST' && record.operation !== 'batch');
    assert.deepEqual(written, []);
  });

  it('refuse what they cannot know, and never take an empty list for everybody', async () => {
    const refused = [
      await ask('preparePlan', { direction: 'inbound', userIds: [], reason: 'all of them' }),
      await ask('preparePlan', { direction: 'inbound', userIds: ['nobody'], reason: 'x' }),
      await ask('preparePlan', { direction: 'outbound', userIds: ['nobody'], reason: 'x' }),
      await ask('listProfiles', { direction: 'inbound', inTenant: 'contoso.example' }),
    ];
    assert.deepEqual(
      refused.map(({ failed }) => failed),
      [true, true, true, true],
    );
  });
});
