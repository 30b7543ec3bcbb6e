const { commands } = require('vscode');

/** Shows what the extension under development has to show; a person would click the same. */
exports.activate = async () => {
  await commands.executeCommand('workbench.view.extension.sharedProfiles');
  await commands.executeCommand('sharedProfiles.profiles.focus');
  if (process.env.SHARED_PROFILES_START === 'sandbox') {
    await commands.executeCommand('sharedProfiles.connectToSandbox', 'atOnce');
  }
};
