import process from 'node:process';
import { readCommandLine, usage, UsageError } from './commandLine';
import { startSandbox } from './server';

export { startSandbox } from './server';
export type { Sandbox } from './server';
export type { SandboxDescriptor } from './descriptor';
export type { SandboxOptions } from './options';

function untilTold(parent: boolean): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGTERM', () => resolve());
    process.once('SIGINT', () => resolve());
    if (parent) {
      process.stdin
        .resume()
        .once('end', () => resolve())
        .once('error', () => resolve());
    }
  });
}

async function runCommandLine(args: readonly string[]): Promise<void> {
  const { options, parent } = readCommandLine(args);
  const sandbox = await startSandbox(options);
  process.stdout.write(`${JSON.stringify(sandbox.descriptor)}\n`);
  await untilTold(parent);
  await sandbox.close();
  process.stdin.destroy();
}

if (require.main === module) {
  runCommandLine(process.argv.slice(2)).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${error instanceof UsageError ? `${usage}\n` : ''}`);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  });
}
