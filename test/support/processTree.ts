import { readdir, readFile } from 'node:fs/promises';
import process from 'node:process';
import { runProcess } from './processes';
import { until } from './until';

interface Running {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

async function fromProc(pid: number): Promise<Running | undefined> {
  try {
    const status = await readFile(`/proc/${pid}/stat`, 'utf8');
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8');
    const parent = Number(status.slice(status.lastIndexOf(')') + 2).split(' ')[1]);
    return { pid, parent, command: command.replaceAll('\0', ' ') };
  } catch {
    return undefined;
  }
}

async function everyProcess(): Promise<readonly Running[]> {
  if (process.platform === 'linux') {
    const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
    return (await Promise.all(pids.map(fromProc))).filter((each) => each !== undefined);
  }
  const [command, args]: [string, string[]] =
    process.platform === 'win32'
      ? [
          'powershell',
          ['-NoProfile', '-Command', 'Get-CimInstance Win32_Process | % { "$($_.ProcessId) $($_.ParentProcessId) $($_.CommandLine)" }'],
        ]
      : ['ps', ['-axo', 'pid=,ppid=,command=']];
  const { output } = await runProcess(command, args, { timeoutMs: 30_000 });
  return output.split(/\r?\n/).flatMap((line) => {
    const [, pid, parent, text] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command: text ?? '' }];
  });
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

async function descendants(ancestor: number | undefined): Promise<readonly Running[]> {
  const all = await everyProcess();
  const below = (pid: number): readonly Running[] =>
    all.filter(({ parent }) => parent === pid).flatMap((child) => [child, ...below(child.pid)]);
  return ancestor === undefined ? [] : below(ancestor);
}

/** Ends, without asking, the processes below another whose command line matches, once there is one. */
export async function killDescendants(ancestor: number | undefined, commandLine: RegExp): Promise<void> {
  let victims: readonly Running[] = [];
  await until(async () => {
    victims = (await descendants(ancestor)).filter(({ command }) => commandLine.test(command));
    return victims.length > 0;
  });
  victims.forEach(({ pid }) => kill(pid));
}

/** Ends every process whose command line contains the text: what a launcher left behind in groups of its own. */
export async function killByCommandLine(text: string): Promise<void> {
  for (const { pid, command } of await everyProcess()) {
    if (pid !== process.pid && command.includes(text)) {
      kill(pid);
    }
  }
}
