import type { OAuthError } from './oauthError';
import type { ResponseMode } from './reply';

/** What a page under way is for, and so how it ends. */
type Purpose =
  | {
      readonly kind: 'code';
      readonly redirectUri: string;
      readonly responseMode: ResponseMode;
      readonly state: string | undefined;
      readonly codeChallenge: string | undefined;
      readonly nonce: string | undefined;
      readonly clientInfo: boolean;
    }
  | { readonly kind: 'device'; readonly deviceCode: string }
  | { readonly kind: 'adminConsent'; readonly redirectUri: string | undefined; readonly state: string | undefined };

export const prompts = ['login', 'select_account', 'consent', 'none'] as const;
export type Prompt = (typeof prompts)[number];

/** A page under way: one person in front of one browser. */
export interface Visit {
  readonly purpose: Purpose;
  readonly tenantName: string;
  readonly clientId: string;
  readonly scope: string;
  readonly claims: string | undefined;
  readonly prompt: Prompt | undefined;
  readonly loginHint: string | undefined;
  readonly account: { readonly userPrincipalName: string; readonly tenantId: string } | undefined;
  readonly refusal: OAuthError | undefined;
}
