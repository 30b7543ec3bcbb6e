import process from 'node:process';
import { readCommandLine, usage, UsageError } from './commandLine';
import { startSandbox } from './server';

export { startSandbox } from './server';
export type { SandboxDescriptor } from './descriptor';
export type { SandboxOptions } from './options';

const parentCheckMs = 500;

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Ends with a signal; with `parent` also when standard input or the process that started us ends. */
function untilTold(parent: boolean): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => resolve();
    process.once('SIGTERM', end).once('SIGINT', end);
    // A package manager ends the shell in between, which does not pass the signal on.
    if (parent || process.env['npm_lifecycle_event'] !== undefined) {
      const { ppid } = process;
      setInterval(() => (process.ppid !== ppid || !isAlive(ppid)) && end(), parentCheckMs).unref();
    }
    if (parent) {
      process.stdin.resume().once('end', end).once('error', end);
    }
  });
}

async function runCommandLine(args: readonly string[]): Promise<void> {
  const { options, parent } = readCommandLine(args);
  const told = untilTold(parent);
  const sandbox = await startSandbox(options);
  process.stdout.write(`${JSON.stringify(sandbox.descriptor)}\n`);
  await told;
  await sandbox.close();
  process.stdin.destroy();
}

if (require.main === module) {
  runCommandLine(process.argv.slice(2)).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${error instanceof UsageError ? `${usage}\n` : ''}`);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  });
}
