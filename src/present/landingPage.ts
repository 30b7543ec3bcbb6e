import { t } from '@vscode/l10n';
import { html } from './html';

const style = html`<style>
  body {
    font:
      16px/1.5 system-ui,
      sans-serif;
    margin: 15vh auto 0;
    max-width: 32em;
    padding: 0 1em;
    color-scheme: light dark;
  }
</style>`;

/** The page in the browser after signing in, in the language of the editor. It says how it ended, and names nobody. */
export function landingPage(outcome: 'signedIn' | 'failed', language: string): string {
  const [title, text] =
    outcome === 'signedIn'
      ? [t('You are signed in'), t('Close this page and go back to the editor.')]
      : [t('You are not signed in'), t('Close this page. The editor says why, and what to do next.')];
  const page = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <title>${title}</title>
        ${style}
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          <p>${text}</p>
        </main>
      </body>
    </html>`;
  return page.markup;
}
