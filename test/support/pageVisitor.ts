/** A form of a page as it was served. */
export interface Form {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly html: string;
}

type Filled = Readonly<Record<string, string>>;

const attribute = (tag: string, name: string): string | undefined =>
  new RegExp(`\\b${name}="([^"]*)"`, 'i').exec(tag)?.[1]?.replaceAll('&amp;', '&').replaceAll('&#39;', "'").replaceAll('&quot;', '"');

function formOf(html: string, at: string): Form | undefined {
  const [form] = /<form[\s\S]*?<\/form>/i.exec(html) ?? [];
  if (form === undefined) {
    return undefined;
  }
  const fields = [...form.matchAll(/<input[^>]*>/gi)].flatMap(([tag]) => {
    const name = attribute(tag, 'name');
    return name === undefined ? [] : [[name, attribute(tag, 'value') ?? ''] as const];
  });
  return { action: new URL(attribute(form, 'action') ?? '', at).href, fields: Object.fromEntries(fields), html };
}

/** Walks through pages as a browser without scripts would: redirects, cookies, forms. `fill` gives what to send, or undefined to stop. */
export class PageVisitor {
  private readonly cookies = new Map<string, string>();

  constructor(private readonly fill: (form: Form) => Filled | undefined) {}

  /** Gives the text of the page it ends on. */
  async visit(url: string): Promise<string> {
    let response = await this.go(url);
    for (let step = 0; step < 15; step += 1) {
      const html = await response.text();
      const form = formOf(html, response.url);
      const filled = form && this.fill(form);
      if (form === undefined || filled === undefined) {
        return html;
      }
      response = await this.go(form.action, { method: 'POST', body: new URLSearchParams(filled) });
    }
    throw new Error('The pages do not end.');
  }

  private async go(url: string, init: RequestInit = {}): Promise<Response> {
    const headers = { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split(/=(.*)/s);
      this.cookies.set(name, value);
    }
    const location = response.headers.get('location');
    return response.status >= 300 && response.status < 400 && location !== null ? this.go(new URL(location, url).href) : response;
  }
}
