import type { DeviceCode, Presenter } from '../../src/signin/host';
import { openBrowser, type Sight, type SignInBrowser } from './signInBrowser';

/** What a person does: the buttons pressed, in turn, whatever is opened. Those left over wait for the next page. */
export interface Person {
  readonly presenter: Presenter;
  readonly browser: SignInBrowser;
  /** The codes that were shown, and every address that was opened. */
  readonly codes: DeviceCode[];
  readonly opened: string[];
  /** The last page that the browser ended on. */
  landed(): Promise<string>;
}

async function bringBack(sight: Sight): Promise<string> {
  const [form] = sight.forms;
  if (form?.action.startsWith('http://localhost') !== true) {
    return sight.html;
  }
  const response = await fetch(form.action, { method: 'POST', body: new URLSearchParams(form.fields) });
  return response.text();
}

async function press(sight: Sight, buttons: readonly string[]): Promise<Sight> {
  const [next, ...rest] = buttons;
  const known = next !== undefined && sight.forms.some((form) => form.buttons.some(({ text }) => text.includes(next)));
  return known ? press(await sight.press(next), rest) : sight;
}

/** A person at a browser of their own, with its cookies. */
export function personPressing(...buttons: readonly string[]): Person {
  const browser = openBrowser();
  const codes: DeviceCode[] = [];
  const opened: string[] = [];
  let landing: Promise<string> = Promise.resolve('');
  const use = (sight: Promise<Sight>): void => {
    landing = sight.then((page) => press(page, buttons)).then(bringBack);
    landing.catch(() => undefined);
  };
  return {
    browser,
    codes,
    opened,
    landed: () => landing,
    presenter: {
      openExternal: (url) => {
        opened.push(url);
        use(browser.open(url));
        return Promise.resolve(true);
      },
      showDeviceCode: (code) => {
        codes.push(code);
        use(browser.open(code.verificationUri).then((page) => page.press('Next', code.userCode)));
      },
      landingPage: (outcome) => `<p>${outcome}</p>`,
    },
  };
}
