import { rm } from 'node:fs/promises';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach } from 'mocha';
import { createContexts, type Contexts } from '../../src/signin/contexts';
import type { DeviceCode, Host, Presenter } from '../../src/signin/host';
import { SharedSecrets } from './sharedSecrets';

/** A window that signs in: its contexts, and everything it logged. */
export interface SigningWindow {
  readonly contexts: Contexts;
  readonly log: string[];
  /** What a call in the background gets when it wants the person. */
  interact: Host['interact'];
}

export interface SigningMachine {
  readonly secrets: SharedSecrets;
  readonly folder: () => string;
  window(options?: Partial<Host>): SigningWindow;
}

/** One machine for each test: windows opened on it share secrets and locks. Call it inside `describe`. */
export function useMachine(): SigningMachine {
  let folder: string | undefined;
  const secrets = new SharedSecrets();
  const open: Contexts[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'shared-profiles-sign-in-'));
  });
  afterEach(async () => {
    open.splice(0).forEach((contexts) => contexts.dispose());
    secrets.values.clear();
    await rm(folder ?? '', { recursive: true, force: true });
  });
  return {
    secrets,
    folder: () => folder ?? '',
    window: (options = {}) => {
      const log: string[] = [];
      const window: { interact: Host['interact'] } = { interact: () => Promise.resolve(undefined) };
      const contexts = createContexts({
        secrets: secrets.window(),
        lockDirectory: path.join(folder ?? '', 'locks'),
        log: (level, message, facts) => log.push(`${level} ${message} ${JSON.stringify(facts ?? {})}`),
        now: Date.now,
        environmentVariable: () => undefined,
        interact: (context, cause) => window.interact(context, cause),
        ...options,
      });
      open.push(contexts);
      return Object.assign(window, { contexts, log });
    },
  };
}

/** A person who is shown nothing but uses whatever is opened. */
export function personWith(visit: (url: string) => Promise<unknown>, onCode: (code: DeviceCode) => void = () => {}): Presenter {
  return {
    openExternal: (url) => {
      void visit(url).catch(() => undefined);
      return Promise.resolve(true);
    },
    showDeviceCode: onCode,
    landingPage: (outcome) => `<p>${outcome}</p>`,
  };
}
