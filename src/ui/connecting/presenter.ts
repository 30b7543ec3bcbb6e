import { t } from '@vscode/l10n';
import { env, Uri, window } from 'vscode';
import { landingPage } from '../../present/landingPage';
import { textLanguage } from '../../present/numberText';
import { messageText } from '../../present/plainText';
import type { DeviceCode, Presenter } from '../../signin/host';

const open = (url: string): Thenable<boolean> => env.openExternal(Uri.parse(url, true));

async function offerCode({ userCode, verificationUri }: DeviceCode, signal: AbortSignal): Promise<void> {
  const copy = t('Copy Code and Open Page');
  const message = t(
    'To sign in, open {0} and enter the code {1}. Use it only if you asked for it yourself just now.',
    verificationUri,
    userCode,
  );
  const chosen = await window.showInformationMessage(messageText(message), copy);
  if (chosen === copy && !signal.aborted) {
    await env.clipboard.writeText(userCode);
    await open(verificationUri);
  }
}

/** Reaches the person who signs in: the browser of this machine, a code to type, and how it ended. `say` shows progress. */
export function createPresenter(say: (text: string) => void): Presenter {
  return {
    openExternal: (url) => {
      say(t('Go on in the browser.'));
      return open(url);
    },
    showDeviceCode: (code, signal) => {
      say(t('Waiting for the code {0} to be entered.', code.userCode));
      void offerCode(code, signal);
    },
    landingPage: (outcome) => landingPage(outcome, textLanguage()),
  };
}
