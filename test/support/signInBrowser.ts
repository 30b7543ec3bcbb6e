interface Button {
  readonly name: string;
  readonly value: string;
  readonly text: string;
}

interface Form {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly textField: string | undefined;
  readonly checkboxes: readonly string[];
  readonly buttons: readonly Button[];
}

/** What a browser shows after a step: a page of the sign-in service, or the address it was sent back to. */
export interface Sight {
  readonly status: number;
  readonly html: string;
  readonly title: string;
  readonly headers: Headers;
  readonly forms: readonly Form[];
  /** Where the service sent the browser: the redirect address of the app with its values. */
  readonly location: URL | undefined;
  /** Presses a button by its text or a part of it; `typed` goes into the text field beside it. */
  press(text: string, typed?: string, check?: boolean): Promise<Sight>;
}

/** Enough of a browser for the sign-in pages: cookies, forms and buttons. Redirects away are reported, not followed. */
export interface SignInBrowser {
  open(url: string | URL): Promise<Sight>;
  readonly cookies: Map<string, string>;
}

const marks: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };
const plain = (html: string): string => html.replaceAll(/&(amp|lt|gt|quot|#39);/g, (mark) => marks[mark] ?? mark);
const textOf = (html: string): string =>
  plain(
    html
      .replaceAll(/<[^>]*>/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  );

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return value === undefined ? undefined : plain(value);
}

function formOf(html: string): Form {
  const inputs = [...html.matchAll(/<input[^>]*>/g)].map(([tag]) => tag);
  const typed = (type: string): readonly string[] => inputs.filter((tag) => attribute(tag, 'type') === type);
  return {
    action: attribute(/<form[^>]*>/.exec(html)?.[0] ?? '', 'action') ?? '',
    fields: Object.fromEntries(typed('hidden').map((tag) => [attribute(tag, 'name') ?? '', attribute(tag, 'value') ?? ''])),
    textField: typed('text').map((tag) => attribute(tag, 'name'))[0],
    checkboxes: typed('checkbox').map((tag) => attribute(tag, 'name') ?? ''),
    buttons: [...html.matchAll(/(<button[^>]*>)(.*?)<\/button>/gs)].map(([, tag = '', content = '']) => ({
      name: attribute(tag, 'name') ?? '',
      value: attribute(tag, 'value') ?? '',
      text: textOf(content),
    })),
  };
}

export function openBrowser(): SignInBrowser {
  const cookies = new Map<string, string>();

  const load = async (url: string | URL, init: RequestInit = {}): Promise<Sight> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { redirect: 'manual', ...init, headers: cookie === '' ? {} : { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
      cookies.set(name, value);
    }
    return sightOf(response, await response.text(), url);
  };

  const sightOf = (response: Response, html: string, base: string | URL): Sight => {
    const forms = [...html.matchAll(/<form.*?<\/form>/gs)].map(([form]) => formOf(form));
    const location = response.headers.get('location');
    return {
      status: response.status,
      html,
      title: textOf(/<h1>(.*?)<\/h1>/s.exec(html)?.[1] ?? ''),
      headers: response.headers,
      forms,
      location: location === null ? undefined : new URL(location, base),
      press: (text, typed, check = false) => {
        const form = forms.find(({ buttons }) => buttons.some((button) => button.text.includes(text)));
        const button = form?.buttons.find((each) => each.text.includes(text));
        if (form === undefined || button === undefined) {
          throw new Error(`There is no button ${text} on the page: ${textOf(html)}`);
        }
        const body = new URLSearchParams(form.fields);
        if (button.name !== '') {
          body.set(button.name, button.value);
        }
        if (typed !== undefined && form.textField !== undefined) {
          body.set(form.textField, typed);
        }
        form.checkboxes.forEach((name) => check && body.set(name, 'yes'));
        return load(new URL(form.action, base), { method: 'POST', body });
      },
    };
  };

  return { open: (url) => load(url), cookies };
}
