import { t } from '@vscode/l10n';
import { html, type Html } from './html';
import { pageHead, type PageFrame } from './pageFrame';
import { plainText } from './plainText';
import { tenantPageTitle, type Count, type TenantLookup, type TenantPage, type TenantRelation } from './tenantPage';
import { numberText } from './numberText';

function field(label: string, value: string | null): Html {
  const shown =
    value === null || value === ''
      ? html`<span class="quiet">${t('none')}</span>`
      : html`<span class="value">${plainText(value)}</span>
          <button
            type="button"
            class="copy"
            data-key="copy ${label}"
            data-copy="${value}"
            aria-label="${t('Copy {0}', label)}"
            title="${t('Copy {0}', label)}"
          >
            ${t('Copy')}
          </button>`;
  return html`<div class="field">
    <dt>${label}</dt>
    <dd>${shown}</dd>
  </div>`;
}

function fields(page: TenantPage): Html {
  const found = page.lookup.kind === 'found' ? page.lookup.information : undefined;
  const rows = [
    ...(found === undefined ? [] : [field(t('Display name'), found.displayName), field(t('Default domain'), found.defaultDomainName)]),
    field(t('Tenant id'), page.tenantId),
    ...(found === undefined ? [] : [field(t('Federation brand'), found.federationBrandName)]),
  ];
  return html`<dl class="fields">${rows}</dl>`;
}

function notice(kind: 'quiet' | 'error', title: string, text: string, buttons: readonly Html[]): Html {
  return html`<section class="notice ${kind}" role="${kind === 'error' ? 'alert' : 'status'}">
    <h2>${title}</h2>
    <p>${text}</p>
    ${buttons}
  </section>`;
}

function actionButton(action: 'refresh' | 'connect', label: string): Html {
  return html`<button type="button" class="action" data-action="${action}" data-key="action ${action}">${label}</button>`;
}

function lookupNotice(lookup: TenantLookup): Html {
  switch (lookup.kind) {
    case 'found':
      return html``;
    case 'loading':
      return html`<p class="progress" role="status">${t('Looking the tenant up…')}</p>`;
    case 'disconnected':
      return notice('quiet', t('Nobody is signed in'), t('Connect to look this tenant up.'), [actionButton('connect', t('Connect…'))]);
    case 'failed': {
      const { headline, whatHappened, whatNext, details } = lookup.explanation;
      const rows = details.map(
        ({ name, value }) =>
          html`<div class="field">
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      );
      return html`${notice('error', headline, `${whatHappened} ${whatNext}`, [actionButton('refresh', t('Retry'))])}
        <details data-key="failure">
          <summary>${t('Details')}</summary>
          <dl class="fields">${rows}</dl>
        </details>`;
    }
  }
}

function countCell(label: string, count: Count): Html {
  const number = count.kind === 'failed' ? '?' : numberText(count.value);
  const shown = count.kind === 'atLeast' ? t('at least {0}', number) : count.kind === 'before' ? t('{0} before', number) : number;
  const why = count.kind === 'counting' ? t('still counting…') : count.kind === 'known' ? '' : plainText(count.why);
  return html`<div class="count ${count.kind}">
    <span class="number">${shown}</span>
    <span class="label">${label}</span>
    ${why === '' ? html`` : html`<span class="why">${why}</span>`}
  </div>`;
}

function userList(relation: TenantRelation): Html {
  const total = relation.ourUsersThere.kind === 'failed' ? 0 : relation.ourUsersThere.value;
  if (relation.userIds.length === 0) {
    return html``;
  }
  const rest = total - relation.userIds.length;
  const items = relation.userIds.map((id) => html`<li>${plainText(id)}</li>`);
  return html`<details data-key="users ${relation.contextId}">
    <summary>${t('Our users there')}</summary>
    <ul class="ids">
      ${items}
    </ul>
    ${rest > 0 ? html`<p class="quiet">${t('and {0} more: see Outbound, grouped by tenant', numberText(rest))}</p>` : html``}
  </details>`;
}

function relationSection(relation: TenantRelation): Html {
  const heading = html`<h3>${relation.title}</h3>
    <p class="quiet">${relation.identity}</p>`;
  if (relation.same) {
    return html`<section class="relation ${relation.colour}">
      ${heading}
      <p>${t('This is the tenant itself.')}</p>
    </section>`;
  }
  return html`<section class="relation ${relation.colour}">
    ${heading}
    <div class="counts">
      ${countCell(t('of their people here'), relation.theirPeopleHere)} ${countCell(t('of our users there'), relation.ourUsersThere)}
    </div>
    ${userList(relation)}
  </section>`;
}

function relations(page: TenantPage): Html {
  return page.relations.length === 0
    ? html``
    : html`<h2>${t('In the signed-in tenants')}</h2>
        <div class="relations">${page.relations.map(relationSection)}</div>`;
}

function readAt(lookup: TenantLookup): Html {
  return lookup.kind === 'found' ? html`<p class="quiet">${t('Read at {0} (UTC)', lookup.readAt.toISOString())}</p>` : html``;
}

/** What changes in the page while it is open. Every value in it is escaped. */
export function tenantPageBody(page: TenantPage): Html {
  return html`<header>
      <h1>${tenantPageTitle(page)}</h1>
      ${actionButton('refresh', t('Refresh'))}
    </header>
    ${lookupNotice(page.lookup)} ${fields(page)} ${relations(page)} ${readAt(page.lookup)}`;
}

/** The whole page. Scripts and styles are the two files named in the frame and nothing else. */
export function tenantPageHtml(page: TenantPage, frame: PageFrame): string {
  return html`<!doctype html>
    <html lang="${frame.language}">
      ${pageHead(tenantPageTitle(page), frame)}
      <body data-tenant-id="${page.tenantId}">
        <main>${tenantPageBody(page)}</main>
        <p id="announcement" class="announcement" role="status" aria-live="polite" data-copied="${t('Copied')}"></p>
        <script nonce="${frame.nonce}" src="${frame.scriptUri}"></script>
      </body>
    </html>`.markup;
}
