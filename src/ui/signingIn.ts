import { t } from '@vscode/l10n';
import { env, ProgressLocation, Uri, window } from 'vscode';
import { CancelledError } from '../graph/errors';
import { contextKeys, type SessionState } from '../present/contract';
import type { ConnectRequest } from '../signin/connectRequest';
import type { Context } from '../signin/context';
import type { Contexts } from '../signin/contexts';
import type { Presenter } from '../signin/host';
import { setContextKey } from './contextKey';

const presenter: Presenter = {
  openExternal: (url) => env.openExternal(Uri.parse(url, true)),
  showDeviceCode: () => undefined,
};

/** Signing in with progress that can be cancelled; keeps the context key of the welcome view. */
export class SigningIn {
  private underWay = 0;

  constructor(private readonly contexts: Contexts) {
    contexts.changed(() => this.announce());
  }

  /** Gives undefined when the person cancelled. Throws SignInError. */
  async connect(requestOf: (signal: AbortSignal) => Promise<ConnectRequest | undefined>): Promise<Context | undefined> {
    this.underWay += 1;
    this.announce();
    try {
      return await window.withProgress(
        { location: ProgressLocation.Notification, title: t('Connecting…'), cancellable: true },
        async (_progress, token) => {
          const stop = new AbortController();
          token.onCancellationRequested(() => stop.abort());
          const request = await requestOf(stop.signal);
          return request && (await this.contexts.connect(request, presenter, stop.signal));
        },
      );
    } catch (error) {
      if (error instanceof CancelledError) {
        return undefined;
      }
      throw error;
    } finally {
      this.underWay -= 1;
      this.announce();
    }
  }

  announce(): void {
    void setContextKey(contextKeys.session, this.state());
  }

  private state(): SessionState {
    if (this.contexts.all.length > 0) {
      return 'connected';
    }
    return this.underWay > 0 ? 'connecting' : 'disconnected';
  }
}
