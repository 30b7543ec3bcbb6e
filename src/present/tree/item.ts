import type { ContextColour } from '../../signin/context';

export type ItemColour = `charts.${ContextColour}` | 'list.errorForeground' | 'list.warningForeground' | 'testing.iconPassed';

/** A node as the tree shows it. Every text in it is safe to show. */
export interface NodeItem {
  readonly label: string;
  readonly description: string;
  readonly icon: string;
  readonly colour: ItemColour | undefined;
  readonly opens: 'never' | 'closed' | 'open';
}

export function joined(...texts: readonly (string | undefined)[]): string {
  return texts.filter((text) => text !== undefined && text !== '').join(' · ');
}
