import { t } from '@vscode/l10n';
import { window, workspace } from 'vscode';
import { clouds, cloudNames } from '../../graph/clouds';
import { registrationScript, type RegistrationDeed, type RegistrationTool } from '../../present/appRegistration';
import { rememberedClientId } from '../connecting/clientId';
import type { Command } from '../targets';

interface Choice {
  readonly label: string;
  readonly tool: RegistrationTool;
  readonly deed: RegistrationDeed;
}

const choices = (): readonly Choice[] => [
  { label: t('Register, with Graph PowerShell'), tool: 'powershell', deed: 'register' },
  { label: t('Register, with Azure CLI'), tool: 'azureCli', deed: 'register' },
  { label: t('Remove the registration again, with Graph PowerShell'), tool: 'powershell', deed: 'cleanUp' },
  { label: t('Remove the registration again, with Azure CLI'), tool: 'azureCli', deed: 'cleanUp' },
];

/** Opens a script. Nothing is run: whoever may register applications reads it and runs it. */
export function createAppRegistration(): Command {
  return async () => {
    const title = t('Create App Registration');
    const items = cloudNames.map((name) => ({ label: name, description: clouds[name].title, name }));
    const cloud = (await window.showQuickPick(items, { title, placeHolder: t('In which cloud?') }))?.name;
    const choice = cloud && (await window.showQuickPick(choices(), { title, placeHolder: t('Which script?') }));
    if (cloud === undefined || choice === undefined) {
      return;
    }

    const { language, text } = registrationScript(choice.tool, choice.deed, cloud, rememberedClientId(cloud) ?? t('<client id>'));
    await window.showTextDocument(await workspace.openTextDocument({ language, content: text }));
  };
}
