import { appendFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { takeLock } from '../../../src/actions/tenantLock';

/** A process of its own: `hold` takes the lock and keeps it until killed; `turns` takes and gives it back many times and writes down when. */
const [how = '', directory = '', log = '', turns = '0'] = process.argv.slice(2);

async function hold(): Promise<void> {
  const locked = await takeLock(directory, 'hold');
  process.stdout.write(`${locked.kind}\n`);
  await delay(60_000);
}

async function takeTurns(): Promise<void> {
  for (let done = 0; done < Number(turns);) {
    const locked = await takeLock(directory, 'turn');
    if (locked.kind === 'locked') {
      await appendFile(log, `${process.pid} in\n`);
      await delay(1);
      await appendFile(log, `${process.pid} out\n`);
      await locked.lock.release();
      done += 1;
    }
    await delay(Math.random() * 5);
  }
}

void (how === 'hold' ? hold() : takeTurns());
