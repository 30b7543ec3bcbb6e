import { commands as editorCommands } from 'vscode';
import { walkthroughs } from '../../present/contract';
import type { Command } from '../targets';

/** Opens the first steps. `extensionId` as publisher and name. */
export function openWalkthrough({ extensionId }: { readonly extensionId: string }): Command {
  return () => editorCommands.executeCommand('workbench.action.openWalkthrough', `${extensionId}#${walkthroughs.firstSteps}`);
}
