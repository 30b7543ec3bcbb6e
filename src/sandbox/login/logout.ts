import { donePage } from './pages';
import { returnTo, showPage, type Reply } from './reply';
import type { Scene } from './scene';

const loopback = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(\/|$)/i;

/** Signs the browser out; what apps hold stays theirs. Source: sign-out request of the OpenID Connect page. */
export function logout({ browser }: Scene, form: URLSearchParams): Reply {
  browser.forget();
  const back = form.get('post_logout_redirect_uri') ?? '';
  const state = form.get('state');
  return loopback.test(back) && URL.canParse(back)
    ? returnTo(back, 'query', state === null ? {} : { state })
    : showPage(donePage('You signed out', 'This browser is signed out of the sandbox. Close this page.'));
}
