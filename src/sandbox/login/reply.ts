import type { HtmlPage } from './pageShell';
import { answerPage } from './pages';

/** What goes back to the browser or the client. */
export type Reply =
  | { readonly kind: 'json'; readonly status: number; readonly body: unknown; readonly headers?: Readonly<Record<string, string>> }
  | { readonly kind: 'page'; readonly status: number; readonly page: HtmlPage }
  | { readonly kind: 'redirect'; readonly location: string };

export type ResponseMode = 'query' | 'fragment' | 'form_post';

export const showPage = (page: HtmlPage, status = 200): Reply => ({ kind: 'page', status, page });
export const sendBody = (body: unknown, status = 200): Reply => ({ kind: 'json', status, body });

/** Brings values back to an app, in the way it asked for. */
export function returnTo(redirectUri: string, responseMode: ResponseMode, values: Readonly<Record<string, string>>): Reply {
  const location = new URL(redirectUri);
  switch (responseMode) {
    case 'form_post':
      return showPage(answerPage(redirectUri, values));
    case 'fragment':
      location.hash = new URLSearchParams(values).toString();
      return { kind: 'redirect', location: location.href };
    case 'query':
      Object.entries(values).forEach(([name, value]) => location.searchParams.set(name, value));
      return { kind: 'redirect', location: location.href };
  }
}
