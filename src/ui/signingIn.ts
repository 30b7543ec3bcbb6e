import { t } from '@vscode/l10n';
import { ProgressLocation, window } from 'vscode';
import { CancelledError } from '../graph/errors';
import type { Permission } from '../graph/permissions';
import { contextKeys, type SessionState } from '../present/contract';
import { contextTitle, identityTitle } from '../present/places';
import { messageText } from '../present/plainText';
import type { ConnectRequest } from '../signin/connectRequest';
import type { Context, Granted } from '../signin/context';
import type { Contexts } from '../signin/contexts';
import type { InteractionCause, Presenter } from '../signin/host';
import { createPresenter } from './connecting/presenter';
import { setContextKey } from './contextKey';

type Deed<T> = (presenter: Presenter, signal: AbortSignal) => Promise<T>;

/** Signing in with progress that can be cancelled; keeps the context key of the welcome view. */
export class SigningIn {
  private underWay = 0;
  private restored = false;
  /** Contexts whose person said “not now”: they are not asked again before they do something themselves. */
  private readonly leftAlone = new Set<string>();
  private readonly asking = new Set<string>();

  constructor(private readonly contexts: Contexts) {
    contexts.changed(() => this.announce());
  }

  /** Brings back who was signed in when the editor was last open. */
  async restore(): Promise<void> {
    await this.contexts.restore();
    this.restored = true;
    this.announce();
  }

  /** Gives undefined when the person cancelled. Throws SignInError. */
  async connect(requestOf: (signal: AbortSignal) => Promise<ConnectRequest | undefined>): Promise<Context | undefined> {
    this.underWay += 1;
    this.announce();
    try {
      return await this.withProgress(t('Connecting…'), async (presenter, signal) => {
        const request = await requestOf(signal);
        return request && (await this.contexts.connect(request, presenter, signal));
      });
    } finally {
      this.underWay -= 1;
      this.announce();
    }
  }

  /** Gives what is granted afterwards; undefined when the person cancelled. Throws SignInError. */
  stepUp(context: Context, permissions: readonly Permission[]): Promise<Granted | undefined> {
    this.leftAlone.delete(context.id);
    const title = t('Asking for {0} in {1}…', permissions.join(', '), contextTitle(context));
    return this.withProgress(messageText(title), (presenter, signal) => this.contexts.stepUp(context.id, permissions, presenter, signal));
  }

  /** Throws SignInError. */
  async signInAgain(context: Context): Promise<void> {
    this.leftAlone.delete(context.id);
    const title = t('Signing in to {0} again…', contextTitle(context));
    await this.withProgress(messageText(title), (presenter, signal) => this.contexts.signInAgain(context.id, presenter, signal));
  }

  /** Asks whether to sign in for a call that waits. One question at a time, and none after a “not now”. */
  async interact(context: Context, cause: InteractionCause): Promise<Presenter | undefined> {
    if (this.leftAlone.has(context.id) || this.asking.has(context.id)) {
      return undefined;
    }
    this.asking.add(context.id);
    try {
      const signIn = t('Sign In');
      const answer = await window.showWarningMessage(messageText(questionText(context, cause)), signIn, t('Not Now'));
      if (answer === signIn) {
        return createPresenter(() => undefined);
      }
      this.leftAlone.add(context.id);
      return undefined;
    } finally {
      this.asking.delete(context.id);
    }
  }

  announce(): void {
    void setContextKey(contextKeys.session, this.state());
  }

  private async withProgress<T>(title: string, deed: Deed<T>): Promise<T | undefined> {
    try {
      return await window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, (progress, token) => {
        const stop = new AbortController();
        token.onCancellationRequested(() => stop.abort());
        return deed(
          createPresenter((message) => progress.report({ message })),
          stop.signal,
        );
      });
    } catch (error) {
      if (error instanceof CancelledError) {
        return undefined;
      }
      throw error;
    }
  }

  private state(): SessionState {
    if (this.contexts.all.length > 0) {
      return 'connected';
    }
    if (!this.restored) {
      return 'starting';
    }
    return this.underWay > 0 ? 'connecting' : 'disconnected';
  }
}

function questionText(context: Context, cause: InteractionCause): string {
  const [where, who] = [contextTitle(context), identityTitle(context)];
  return cause === 'claimsChallenge'
    ? t('{0} asks {1} for more proof before it goes on.', where, who)
    : t('The sign-in of {1} to {0} has ended.', where, who);
}
