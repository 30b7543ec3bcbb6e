import { t } from '@vscode/l10n';
import type { ItemColour, NodeItem } from './item';
import type { EmptyNode, FailedNode, LoadingNode, PartialNode, RetryNode, UnreadableNode } from './nodes';
import { emptyLabel } from './words';
import { numberText } from '../numberText';

function leaf(label: string, description: string, icon: string, colour?: ItemColour): NodeItem {
  return { label, description, icon, colour, opens: 'never' };
}

/** What the nodes show that say how a list is. */
export function stateItem(node: UnreadableNode | LoadingNode | EmptyNode | FailedNode | RetryNode | PartialNode): NodeItem {
  switch (node.kind) {
    case 'unreadable':
      return leaf(
        t('Rows that cannot be read: {0}', numberText(node.rows)),
        t('kept as they came'),
        'bracket-error',
        'list.warningForeground',
      );
    case 'loading':
      return leaf(t('Reading…'), node.soFar === 0 ? '' : t('{0} so far', numberText(node.soFar)), 'loading~spin');
    case 'empty':
      return leaf(emptyLabel(node.of), '', 'info');
    case 'failed':
      return leaf(node.explanation.headline, node.explanation.whatHappened, 'error', 'list.errorForeground');
    case 'retry':
      return leaf(t('Retry'), '', 'refresh');
    case 'partial':
      return leaf(t('Not complete'), node.explanation.whatHappened, 'warning', 'list.warningForeground');
  }
}
