import type { SelectionChange } from '../../present/table/table';
import type { RowNumbers } from '../../profiles/rowNumbers';
import { RowSet } from '../../profiles/rowSet';

function toggled(selected: RowSet, row: number): RowSet {
  const one = RowSet.of([row], Math.max(selected.size, row + 1));
  return selected.has(row) ? selected.without(one) : selected.or(one);
}

/** The selection after a change. Positions are those of `shown`, the rows in the order in which they are shown. */
export function changedSelection(selected: RowSet, change: SelectionChange, shown: RowNumbers, size: number): RowSet {
  switch (change.how) {
    case 'none':
      return RowSet.of([], size);
    case 'all':
      return RowSet.of(shown, size);
    case 'range':
      return RowSet.of(shown.window(change.from, change.to - change.from + 1), size);
    case 'only':
    case 'toggle': {
      const row = shown.at(change.position);
      if (row === undefined) {
        return selected;
      }
      return change.how === 'only' ? RowSet.of([row], size) : toggled(selected, row);
    }
  }
}
