import { html, type Html } from './html';

/** Where the page's files are and what may run in it. */
export interface PageFrame {
  readonly cspSource: string;
  readonly nonce: string;
  readonly styleUri: string;
  readonly scriptUri: string;
  readonly language: string;
}

/** The head of a page. Its policy lets in the two files of the frame and nothing else. */
export function pageHead(title: string, frame: PageFrame): Html {
  const policy = `default-src 'none'; style-src ${frame.cspSource}; script-src 'nonce-${frame.nonce}'; base-uri 'none'; form-action 'none'`;
  return html`<head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <link rel="stylesheet" href="${frame.styleUri}" />
    <title>${title}</title>
  </head>`;
}
