import { t } from '@vscode/l10n';
import { html, type Html } from '../html';
import { pageHead, type PageFrame } from '../pageFrame';

/** Words that the page's script puts together itself. */
export interface TableWords {
  readonly rows: string;
  readonly rowsOf: string;
  readonly selected: string;
  readonly loading: string;
  readonly more: string;
  readonly share: string;
  readonly nothing: string;
  readonly unknown: string;
  readonly editing: string;
}

export function tableWords(): TableWords {
  return {
    rows: t('{0} rows', '{0}'),
    rowsOf: t('{0} of {1} rows', '{0}', '{1}'),
    selected: t('{0} selected', '{0}'),
    loading: t('Reading…'),
    more: t('{0} more', '{0}'),
    share: t('{0}, {1} rows, {2}', '{0}', '{1}', '{2}'),
    nothing: t('Nothing matches.'),
    unknown: t('not known'),
    editing: t('{0}: {1}', '{0}', '{1}'),
  };
}

function header(title: string): Html {
  return html`<header>
    <h1 id="title">${title}</h1>
    <p id="subtitle" class="quiet"></p>
    <div id="remarks"></div>
    <div id="tabs" role="tablist" aria-label="${t('Lists')}"></div>
    <div class="bar">
      <input id="filter" type="search" aria-label="${t('Filter')}" placeholder="${t('Filter by name, id or organisation')}" />
      <span id="summary" role="status" aria-live="polite"></span>
      <button id="all" type="button" class="quietButton">${t('Select All Shown')}</button>
      <button id="none" type="button" class="quietButton">${t('Select None')}</button>
    </div>
    <div id="verbs" role="toolbar" aria-label="${t('What to do with the selected rows')}"></div>
  </header>`;
}

/** The whole page, without data: its script asks for that. Scripts and styles are those of the frame, the editor of cells, and nothing else. */
export function tableHtml(title: string, frame: PageFrame, state: string, editorUri: string): string {
  return html`<!doctype html>
    <html lang="${frame.language}">
      ${pageHead(title, frame)}
      <body data-state="${state}" data-words="${JSON.stringify(tableWords())}">
        ${header(title)}
        <div class="body">
          <aside id="facets" aria-label="${t('Narrow down')}"></aside>
          <main>
            <div id="grid" role="grid" tabindex="0" aria-multiselectable="true" aria-labelledby="title" aria-describedby="help">
              <div id="head" role="row" aria-rowindex="1"></div>
              <div id="body">
                <div id="spacer"></div>
                <div id="rows" role="rowgroup"></div>
              </div>
            </div>
            <p id="help" class="hidden">
              ${t(
                'Arrow keys move, space selects, shift extends, control and A selects everything that the filter lets through, enter opens, escape leaves to the filter. Where cells can be changed, left and right choose one, and enter or F2 opens it for typing.',
              )}
            </p>
          </main>
        </div>
        <p id="announcement" class="hidden" role="status" aria-live="polite"></p>
        <script nonce="${frame.nonce}" src="${editorUri}"></script>
        <script nonce="${frame.nonce}" src="${frame.scriptUri}"></script>
      </body>
    </html>`.markup;
}
