import { permissionIds, type Permission } from '../../graph/permissions';
import { consentTexts } from './consentTexts';
import { escapeHtml, pageOf, type HtmlPage } from './pageShell';

/** Where one is, and what the page is for. */
export interface Place {
  /** Where the page's answer goes, as a path. */
  readonly action: string;
  readonly ticket: string;
  /** The tenant's name, or the sandbox in general. */
  readonly where: string;
  readonly appDisplayName: string;
}

export interface AccountLine {
  readonly userPrincipalName: string;
  readonly displayName: string;
  readonly remark: string;
}

const nowhere = 'Sandbox sign-in';
const hidden = (name: string, value: string): string => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`;
const choice = (look: 'yes' | 'no', value: string, text: string): string =>
  `<button class="${look}" name="choice" value="${value}">${escapeHtml(text)}</button>`;
const alarm = (text: string | undefined): string => (text === undefined ? '' : `<p role="alert">${escapeHtml(text)}</p>`);

function form({ action, ticket }: Place, content: string): string {
  return `<form method="post" action="${escapeHtml(action)}">${hidden('ticket', ticket)}${content}</form>`;
}

function accountButton({ userPrincipalName, displayName, remark }: AccountLine): string {
  const lines = [userPrincipalName, remark].filter((line) => line !== '').map((line) => `<span>${escapeHtml(line)}</span>`);
  return `<button name="account" value="${escapeHtml(userPrincipalName)}">${escapeHtml(displayName)}${lines.join('')}</button>`;
}

export function accountPage(place: Place, accounts: readonly AccountLine[], problem?: string): HtmlPage {
  const typed =
    '<label for="name">Another account: type its user name</label>' +
    '<div class="beside"><input type="text" id="name" name="account" autocomplete="off" autocapitalize="none" spellcheck="false" placeholder="name@example.onmicrosoft.com">' +
    '<button class="yes">Next</button></div>';
  const body = [
    `<p>to continue to ${escapeHtml(place.appDisplayName)}</p>`,
    alarm(problem),
    accounts.length === 0 ? '' : form(place, accounts.map(accountButton).join('')),
    form(place, typed),
    form(place, choice('no', 'cancel', 'Cancel')),
  ];
  return pageOf('Pick an account', place.where, body.join('\n'));
}

/** An account that the app named, or that has to sign in once more. */
export function confirmPage(place: Place, { displayName, userPrincipalName }: AccountLine): HtmlPage {
  const name = escapeHtml(userPrincipalName);
  const other = '<button class="no" name="choice" value="other">Use another account</button>';
  const body = [
    `<p>to continue to ${escapeHtml(place.appDisplayName)} as</p>`,
    `<p><strong>${escapeHtml(displayName)}</strong><br>${name}</p>`,
    form(place, `<button class="yes" name="account" value="${name}" autofocus>Sign in</button>`),
    form(place, `<div class="row">${other}${choice('no', 'cancel', 'Cancel')}</div>`),
  ];
  return pageOf('Sign in', place.where, body.join('\n'));
}

function permissionLine(name: Permission): string {
  const admin = permissionIds[name].adminConsent ? ' Needs an administrator.' : '';
  return `<li><strong>${escapeHtml(name)}</strong><span>${escapeHtml(consentTexts[name])}${admin}</span></li>`;
}

export type Everyone = 'offered' | 'only' | 'no';

export function consentPage(place: Place, account: string, permissions: readonly Permission[], everyone: Everyone): HtmlPage {
  const whom = {
    offered: '<label><input type="checkbox" name="everyone" value="yes"> Consent on behalf of your organization</label>',
    only: '<p>This will be granted for everyone in your organization.</p>',
    no: '',
  }[everyone];
  const body = [
    `<p>${escapeHtml(place.appDisplayName)} would like to be allowed:</p>`,
    `<ul>${permissions.map(permissionLine).join('')}</ul>`,
    form(place, `${whom}<div class="row">${choice('no', 'refuse', 'Refuse')}${choice('yes', 'accept', 'Accept')}</div>`),
  ];
  return pageOf('Permissions requested', `${place.where} · ${account}`, body.join('\n'));
}

/** Says why it does not go on; the person returns to the app, which then learns why, or tries another account. */
export function refusalPage(place: Place, title: string, description: string): HtmlPage {
  const buttons = `<div class="row">${choice('no', 'other', 'Use another account')}${choice('yes', 'back', 'Back to the app')}</div>`;
  return pageOf(title, place.where, alarm(description) + form(place, buttons));
}

/** Brings the answer back as a form, as `response_mode=form_post` says: by itself, or by the button where scripts are off. */
export function answerPage(redirectUri: string, values: Readonly<Record<string, string>>): HtmlPage {
  const fields = Object.entries(values).map(([name, value]) => hidden(name, value));
  const content = `<form method="post" action="${escapeHtml(redirectUri)}">${fields.join('')}<button class="yes">Continue</button></form>`;
  return pageOf('Returning to the app', nowhere, content, 'document.forms[0].submit();');
}

const ownCodeOnly =
  'Only go on when you asked for this code yourself, on a device of your own. Whoever sends you a code wants to sign in as you.';

export function deviceCodePage(action: string, problem?: string): HtmlPage {
  const body = [
    `<p>${ownCodeOnly}</p>`,
    alarm(problem),
    `<form method="post" action="${escapeHtml(action)}"><label for="code">Code that the app shows</label>`,
    '<input type="text" class="code" id="code" name="user_code" autocomplete="off" autocapitalize="characters" spellcheck="false" required autofocus>',
    '<button class="yes">Next</button></form>',
  ];
  return pageOf('Enter code', nowhere, body.join('\n'));
}

export const donePage = (title: string, description: string): HtmlPage => pageOf(title, nowhere, `<p>${escapeHtml(description)}</p>`);
export const errorPage = (title: string, description: string): HtmlPage => pageOf(title, nowhere, alarm(description));
