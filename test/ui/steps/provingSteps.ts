import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { it } from 'mocha';
import type { CaseAtHand } from './caseAtHand';

/** Drafts the notices of a case. */
export function noticeSteps({ view, inCase }: CaseAtHand): void {
  it('drafts a notice for the organisation, with its people and nobody else’s, without links', async () => {
    await view.workbench().run('Shared Profiles: Draft Notices');
    await view.message(/Notices drafted: 1\./);
    await view.clearMessages();
    const [tenant = ''] = await readdir(inCase('notices'));
    const [name = ''] = await readdir(inCase('notices', tenant));
    const notice = await readFile(inCase('notices', tenant, name), 'utf8');
    assert.match(notice, /@northwindtraders\.onmicrosoft\.com/);
    assert.doesNotMatch(notice, /https?:|@contoso/);
  });
}

/** Verifies the evidence of a case, and finds what was done to it. */
export function verifySteps({ view, inCase }: CaseAtHand): void {
  it('verifies the evidence, as sha256sum does, and names what was changed and added', async () => {
    await view.workbench().run('Shared Profiles: Verify Evidence');
    await view.message(/All \d+ files are as they were written\./);
    await view.workbench().screenshot('triageVerified');
    await view.clearMessages();
    await promisify(execFile)('sha256sum', ['--strict', '-c', 'MANIFEST.sha256'], { cwd: inCase() });
    await appendFile(inCase('report.md'), 'x');
    await appendFile(inCase('stranger.txt'), 'x');
    await view.workbench().run('Shared Profiles: Verify Evidence');
    await view.workbench().editorText(/report\.md[\s\S]*stranger\.txt/);
    await view.message(/Changed: 1\. Missing: 0\. Added: 1\./);
  });
}

/** Protects people for as long as the case needs them. */
export function holdSteps({ view, inCase }: CaseAtHand): void {
  it('leaves whom the legal hold of the case names alone, whatever the policy of the tenant says', async () => {
    await view.clearMessages();
    await view.workbench().run('Shared Profiles: Case…');
    await view.workbench().quickInput.pick('Edit Legal Hold');
    await view.workbench().page.locator('.tab.active', { hasText: 'legal-hold.json' }).waitFor();
    await writeFile(inCase('legal-hold.json'), '{ "domains": ["northwindtraders.onmicrosoft.com"] }');
    const tree = await view.open(/^Fabrikam/, /^Inbound/, /^Northwind Traders,/);
    const row = tree.items(4).first();
    await row.waitFor();
    await view.act((await row.getAttribute('aria-label')) ?? '', 'Remove Personal Data…');
    await view.message(/nobody left to do it for\. the person is protected/);
  });
}
