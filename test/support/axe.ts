import { readFile } from 'node:fs/promises';
import type { FrameLocator } from 'playwright-core';

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** What axe finds wrong in a webview; empty when nothing. */
export async function accessibilityViolations(webview: FrameLocator): Promise<readonly string[]> {
  const source = await readFile(require.resolve('axe-core/axe.min.js'), 'utf8');
  const body = webview.locator('body');
  const frame = await (await body.elementHandle()).ownerFrame();
  await frame?.evaluate(source);
  const violations = await body.evaluate(async () => {
    const { axe } = globalThis as unknown as { readonly axe: { run(): Promise<{ readonly violations: readonly Violation[] }> } };
    return (await axe.run()).violations;
  });
  return violations.map(({ id, help, nodes }) =>
    [`${id}: ${help}`, ...nodes.map((node) => `  ${node.html} ${node.failureSummary ?? ''}`)].join('\n'),
  );
}
