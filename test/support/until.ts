import { setTimeout as delay } from 'node:timers/promises';

const slowestMs = 120_000;

/** Looks every tenth of a second until it is so, and says what it waited for when it never is. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + slowestMs;
  while (!(await isSo())) {
    if (Date.now() > end) {
      throw new Error(`It did not come to this in ${slowestMs / 1000} s: ${isSo.toString()}`);
    }
    await delay(100);
  }
}
