/** Does work for every element, at most `atOnce` at a time, in order of start. The first failure stops the starting of more and is thrown. */
export async function forEachConcurrently<T>(elements: Iterable<T>, atOnce: number, work: (element: T) => Promise<void>): Promise<void> {
  const queue = elements[Symbol.iterator]();
  let failed = false;
  const worker = async (): Promise<void> => {
    for (let next = queue.next(); !failed && next.done !== true; next = queue.next()) {
      try {
        await work(next.value);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
