import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';

const posix = process.platform !== 'win32';
const running = new Set<ChildProcess>();

/** Starts a program at the head of its own process group, so that all it starts can be ended with it. */
export function startProcess(command: string, args: readonly string[], options: SpawnOptions = {}): ChildProcess {
  const child = spawn(command, args, { ...options, detached: posix, windowsHide: true });
  running.add(child);
  child.once('exit', () => running.delete(child));
  child.once('error', () => running.delete(child));
  return child;
}

function signal(child: ChildProcess, name: 'SIGTERM' | 'SIGKILL'): void {
  if (child.pid === undefined) {
    return;
  }
  if (!posix) {
    spawnSync('taskkill', ['/pid', String(child.pid), '/t', '/f'], { stdio: 'ignore', windowsHide: true });
    return;
  }
  try {
    process.kill(-child.pid, name);
  } catch {
    // The group has ended by itself.
  }
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null || child.pid === undefined;

export async function endProcess(child: ChildProcess, patienceMs = 5000): Promise<void> {
  const ended = hasEnded(child) ? Promise.resolve() : once(child, 'exit');
  if (patienceMs > 0 && !hasEnded(child)) {
    signal(child, 'SIGTERM');
    await Promise.race([ended, delay(patienceMs, undefined, { ref: false })]);
  }
  signal(child, 'SIGKILL');
  await ended;
}

export async function endEverything(): Promise<void> {
  await Promise.all([...running].map((child) => endProcess(child)));
}

type CleanUp = () => Promise<void>;

const cleanUps = new Set<CleanUp>();

/** Remembers what else is to be done when this process is told to leave; the answer forgets it again. */
export function whenLeaving(cleanUp: CleanUp): () => void {
  cleanUps.add(cleanUp);
  return () => void cleanUps.delete(cleanUp);
}

const departure = new AbortController();

/** Whether this process has been told to leave: what ends from now on ends because of that. */
export const isLeaving = (): boolean => departure.signal.aborted;

async function leave(exitCode: number): Promise<never> {
  departure.abort();
  await endEverything();
  await Promise.allSettled([...cleanUps].map((cleanUp) => cleanUp()));
  process.exit(exitCode);
}

/** Ends all that was started, on Ctrl-C or a polite kill, and leaves. */
export function leaveOnSignals(exitCode = 130): void {
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(name, () => void leave(exitCode));
  }
}

process.once('exit', () => {
  for (const child of running) {
    signal(child, 'SIGKILL');
  }
});

export interface Ending {
  readonly code: number;
  readonly output: string;
  readonly timedOut: boolean;
}

/** Runs a program to its end and keeps what it said; `show` lets it say it here as well. */
export async function runProcess(
  command: string,
  args: readonly string[],
  options: SpawnOptions & { readonly timeoutMs: number; readonly show?: boolean },
): Promise<Ending> {
  const { timeoutMs, show = false, ...rest } = options;
  const child = startProcess(command, args, { ...rest, stdio: ['ignore', 'pipe', 'pipe'] });
  const said: string[] = [];
  for (const [stream, echo] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ] as const) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      said.push(text);
      if (show) {
        echo.write(text);
      }
    });
  }
  const outOfTime = new AbortController();
  const timer = setTimeout(() => {
    outOfTime.abort();
    void endProcess(child);
  }, timeoutMs);
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    return { code: code ?? 1, output: said.join(''), timedOut: outOfTime.signal.aborted };
  } catch (error) {
    return { code: 127, output: `${command}: ${(error as Error).message}`, timedOut: false };
  } finally {
    clearTimeout(timer);
    await endProcess(child);
  }
}
