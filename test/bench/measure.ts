import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import type { SubjectInput, SubjectResult } from './subject';
import type { SubjectName } from './subjects/all';

export interface MeasureOptions {
  readonly rounds: number;
  /** Runs before the first that counts. */
  readonly warmUps?: number;
  /** A new process for every run: for memory. */
  readonly fresh?: boolean;
  readonly before?: () => Promise<void>;
}

/** What one subject did, a result for every round. */
export interface Measured {
  readonly subject: SubjectName;
  readonly results: readonly SubjectResult[];
}

interface Answer {
  readonly result?: SubjectResult;
  readonly failure?: string;
}

export interface Contestant {
  readonly subject: SubjectName;
  readonly input: SubjectInput;
}

/** A process that runs one subject. */
class Runner {
  private child: ChildProcess | undefined;

  constructor(
    private readonly bundle: string,
    private readonly contestant: Contestant,
  ) {}

  async run(): Promise<SubjectResult> {
    this.child ??= fork(this.bundle, {
      execArgv: ['--expose-gc', '--max-old-space-size=6144'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const { child, contestant } = this;
    child.send(contestant);
    const answer = await Promise.race([
      once(child, 'message').then(([message]) => message as Answer),
      once(child, 'exit').then(([code]): Answer => ({ failure: `It ended with ${String(code)}.` })),
    ]);
    if (answer.result === undefined) {
      throw new Error(`${contestant.subject}: ${answer.failure ?? 'no answer'}`);
    }
    return answer.result;
  }

  async end(): Promise<void> {
    const { child } = this;
    this.child = undefined;
    if (child?.exitCode === null) {
      child.kill();
      await once(child, 'exit');
    }
  }
}

/** Runs contestants in turn, round after round, each in a process of its own, after a warm-up. The order turns from round to round. */
export async function measure(bundle: string, contestants: readonly Contestant[], options: MeasureOptions): Promise<readonly Measured[]> {
  const { rounds, warmUps = 1, fresh = false, before } = options;
  const lanes = contestants.map((contestant) => ({ contestant, runner: new Runner(bundle, contestant), results: [] as SubjectResult[] }));
  try {
    for (let round = -warmUps; round < rounds; round += 1) {
      const order = round % 2 === 0 ? lanes : [...lanes].reverse();
      for (const { runner, results, contestant } of order) {
        await before?.();
        const result = await runner.run();
        process.stderr.write(`  ${contestant.subject}${round < 0 ? ' (warm-up)' : ''}: ${result.ms.toFixed(0)} ms\n`);
        if (round >= 0) {
          results.push(result);
        }
        if (fresh) {
          await runner.end();
        }
      }
    }
  } finally {
    await Promise.all(lanes.map(({ runner }) => runner.end()));
  }
  return lanes.map(({ contestant, results }) => ({ subject: contestant.subject, results }));
}
