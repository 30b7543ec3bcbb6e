const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** Sorted as people sort; equal texts keep their order. */
export function byText<T>(items: readonly T[], textOf: (item: T) => string): readonly T[] {
  return items
    .map((item) => ({ item, text: textOf(item) }))
    .sort((left, right) => collator.compare(left.text, right.text))
    .map(({ item }) => item);
}
