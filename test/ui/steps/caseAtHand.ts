import type { ProfilesView } from '../../support/profilesView';

export interface SavedRow {
  readonly displayName: string;
  readonly people: number;
  readonly status: string;
  readonly reason: string | null;
  readonly note: string | null;
  readonly dates: Readonly<Record<string, string>>;
  readonly contacts: readonly { readonly name?: string; readonly email?: string; readonly phone?: string }[];
}

/** The case that the steps of a suite work on. */
export interface CaseAtHand {
  readonly view: ProfilesView;
  readonly inCase: (...names: readonly string[]) => string;
  readonly register: () => Promise<readonly SavedRow[]>;
}
