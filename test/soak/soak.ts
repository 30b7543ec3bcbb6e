import process from 'node:process';
import { sandboxProcess } from '../support/sandbox';
import { surviveKills } from './killing';

const [kills = 200, perRun = 4] = process.argv.slice(2).map(Number);

/** Kills runs of 500 removals at random moments, so many times in all, and says what was seen. */
async function soak(): Promise<void> {
  const sandbox = await sandboxProcess(['--inbound', '600', '--page-size', '600', '--latency', '60']);
  const startedAt = Date.now();
  let unknown = 0;
  try {
    for (let done = 0; done < kills;) {
      const seen = await surviveKills(sandbox, { people: 500, kills: Math.min(perRun, kills - done), random: Math.random });
      done += seen.doneAtKill.length;
      unknown = Math.max(unknown, ...seen.unknownAtKill);
      process.stdout.write(`${done} kills; removed at each: ${seen.doneAtKill.join(', ')}\n`);
    }
    const seconds = Math.round((Date.now() - startedAt) / 1000);
    process.stdout.write(
      `Survived ${kills} kills in ${seconds} s: each person once, every journal intact, at most ${unknown} lost answers at a time, all settled.\n`,
    );
  } finally {
    await sandbox.stop();
  }
}

void soak();
