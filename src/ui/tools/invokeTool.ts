import { LanguageModelTextPart, LanguageModelToolResult, type CancellationToken } from 'vscode';
import type { ToolName } from '../../present/contract';
import { toolText } from '../../present/tools/toolAnswer';
import { toolInput } from '../../present/tools/toolInput';
import { explainRefusal } from './explainTool';
import { findProfiles, listProfiles } from './peopleTools';
import { preparePlan } from './planTool';
import { partnerImpact, tenantInformation } from './tenantTools';
import { failureAnswer, type ToolParts, type ToolRun } from './toolParts';

const tools = { listProfiles, findProfiles, tenantInformation, partnerImpact, explainRefusal, preparePlan } as const satisfies Record<
  ToolName,
  ToolRun
>;

/** Runs a tool for a language model. Never throws: a failure is an answer too, without secrets. */
export async function invokeTool(
  name: ToolName,
  input: unknown,
  parts: ToolParts,
  token: CancellationToken,
): Promise<LanguageModelToolResult> {
  const stop = new AbortController();
  const listening = token.onCancellationRequested(() => stop.abort());
  try {
    const answer = await tools[name](toolInput(input), parts, stop.signal).catch((error: unknown) =>
      failureAnswer(error, parts.sessions.all[0]),
    );
    return new LanguageModelToolResult([new LanguageModelTextPart(toolText(answer))]);
  } finally {
    listening.dispose();
  }
}
