import { setTimeout as delay } from 'node:timers/promises';

/** Less than a test may take, so that what was waited for is said. */
const slowestMs = 100_000;

/** Looks every tenth of a second whether it has become so. Gives false when it has not in this time. */
export async function becomes(isSo: () => boolean | Promise<boolean>, withinMs: number): Promise<boolean> {
  const end = Date.now() + withinMs;
  while (!(await isSo())) {
    if (Date.now() > end) {
      return false;
    }
    await delay(100);
  }
  return true;
}

/** Waits until it is so, and says what it waited for when it never is. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  if (!(await becomes(isSo, slowestMs))) {
    throw new Error(`It did not come to this in ${slowestMs / 1000} s: ${isSo.toString()}`);
  }
}

/** Does something until what should follow from it is there: what is drawn anew under the mouse loses a click. */
export async function doUntil(deed: () => Promise<unknown>, followed: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + slowestMs;
  let trouble: unknown;
  for (;;) {
    await deed().catch((error: unknown) => (trouble = error));
    if (await followed()) {
      return;
    }
    if (Date.now() > end) {
      throw new Error(`In ${slowestMs / 1000} s this did not follow: ${followed.toString()}`, { cause: trouble });
    }
  }
}
