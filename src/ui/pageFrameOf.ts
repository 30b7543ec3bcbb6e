import { randomBytes } from 'node:crypto';
import { Uri, type WebviewPanel } from 'vscode';
import { textLanguage } from '../present/numberText';
import type { PageFrame } from '../present/pageFrame';

/** What a page may load: the style and the script of that name in the media folder, with a nonce of its own. */
export function pageFrameOf({ webview }: WebviewPanel, media: Uri, name: string): PageFrame {
  return {
    cspSource: webview.cspSource,
    nonce: randomBytes(18).toString('base64'),
    styleUri: webview.asWebviewUri(Uri.joinPath(media, `${name}.css`)).toString(),
    scriptUri: webview.asWebviewUri(Uri.joinPath(media, `${name}.js`)).toString(),
    language: textLanguage(),
  };
}
