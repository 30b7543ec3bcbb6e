import { randomBytes } from 'node:crypto';

/** Text that other people wrote, made harmless for HTML. */
export function escapeHtml(text: string): string {
  const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replaceAll(/[&<>"']/g, (mark) => marks[mark] ?? '');
}

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; --ink: light-dark(#1b1f24, #e6e9ed); --quiet: light-dark(#4c555f, #a6afb9);
  --line: light-dark(#8c959f, #6b7580); --paper: light-dark(#fff, #1e2227); --deed: light-dark(#1a56b0, #7fb0ff); --on-deed: light-dark(#fff, #0b1a30); }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1rem; color: var(--ink); background: light-dark(#eef0f3, #121417); }
main { width: min(27rem, 100%); border: 1px solid var(--line); border-radius: .5rem; background: var(--paper); overflow: hidden; overflow-wrap: anywhere; }
.sandbox { margin: 0; padding: .6rem 1.5rem; font-size: .875rem; color: light-dark(#3d2c00, #ffe3a1); background: light-dark(#ffe9ad, #40320a);
  border-bottom: 1px solid var(--line); }
section { padding: 1.25rem 1.5rem 1.5rem; }
.place { margin: 0; font-size: .875rem; color: var(--quiet); }
h1 { font-size: 1.35rem; line-height: 1.25; margin: .15rem 0 .75rem; }
p { margin: 0 0 .75rem; }
form { display: grid; gap: .5rem; }
form + form { margin-top: 1rem; padding-top: 1rem; border-top: 1px solid var(--line); }
label { font-size: .875rem; }
button, input[type=text] { font: inherit; color: inherit; padding: .55rem .8rem; border: 1px solid var(--line); border-radius: .35rem; background: transparent;
  text-align: start; width: 100%; }
button { cursor: pointer; }
button:hover { border-color: var(--deed); }
:focus-visible { outline: 3px solid var(--deed); outline-offset: 2px; }
button.yes, button.no { text-align: center; }
button.yes { background: var(--deed); border-color: var(--deed); color: var(--on-deed); font-weight: 600; }
button span { display: block; font-size: .875rem; color: var(--quiet); }
.row { display: grid; grid-template-columns: 1fr 1fr; gap: .5rem; }
.beside { display: grid; grid-template-columns: 1fr auto; gap: .5rem; }
ul { margin: 0 0 1rem; padding-inline-start: 1.1rem; }
li { margin-block: .5rem; }
li span { display: block; font-size: .875rem; color: var(--quiet); }
[role=alert] { border-inline-start: 4px solid light-dark(#b3261e, #ff8a80); padding-inline-start: .75rem; }
@media (forced-colors: active) {
  :root { --ink: CanvasText; --quiet: CanvasText; --line: CanvasText; --paper: Canvas; --deed: ButtonText; --on-deed: ButtonText; }
  .sandbox { color: CanvasText; background: Canvas; }
  button.yes { background: ButtonFace; border-width: 2px; }
}
input.code { font-size: 1.4rem; letter-spacing: .15em; text-transform: uppercase; }`;

export interface HtmlPage {
  readonly html: string;
  readonly policy: string;
}

/** A page of the sandbox's sign-in. It says what it is; only the script given here can run in it. */
export function pageOf(title: string, place: string, body: string, script = ''): HtmlPage {
  const nonce = randomBytes(16).toString('base64');
  const scripted = script === '' ? '' : `<script nonce="${nonce}">${script}</script>`;
  return {
    policy: `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; base-uri 'none'; frame-ancestors 'none'`,
    html: `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · Sandbox</title><style nonce="${nonce}">${style}</style></head>
<body><main><p class="sandbox"><strong>Sandbox.</strong> This is not a real sign-in: never type a real password here. None is asked for.</p>
<section><p class="place">${escapeHtml(place)}</p><h1>${escapeHtml(title)}</h1>
${body}
</section></main>${scripted}</body></html>`,
  };
}
