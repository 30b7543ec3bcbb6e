import { once } from 'node:events';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { buildExtension } from '../test/support/buildExtension';
import type { DesktopBuild } from '../test/support/desktop';
import { downloadedDesktopBuild, ownDesktopBuild, withoutScreen } from '../test/support/desktop';
import { inRepository, removeDirectory, temporaryDirectory } from '../test/support/places';
import { endEverything, isLeaving, leaveOnSignals, startProcess, whenLeaving } from '../test/support/processes';
import { killByCommandLine } from '../test/support/processTree';
import { startServer } from '../test/support/server';

const say = (text: string) => process.stdout.write(`${text}\n`);
const firstLine = (error: unknown) => (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';

const opener = inRepository('test', 'support', 'opener');

/** What the opener is to do beside showing the view. */
const environmentFor = (sandbox: boolean) => ({ SHARED_PROFILES_START: sandbox ? 'sandbox' : 'view' });

async function desktopBuild(): Promise<DesktopBuild | undefined> {
  const own = ownDesktopBuild();
  const blind = withoutScreen();
  if (blind !== undefined) {
    say(`Passed over ${own === undefined ? 'the desktop builds of VS Code' : own.executable}: ${blind}.`);
    return undefined;
  }
  if (own !== undefined) {
    return own;
  }
  try {
    say('No VS Code was found on this machine; downloading one.');
    return await downloadedDesktopBuild();
  } catch (error) {
    say(`The download of VS Code did not work (${firstLine(error)}).`);
    return undefined;
  }
}

const settings = { 'telemetry.telemetryLevel': 'off', 'workbench.startupEditor': 'none', 'security.workspace.trust.enabled': false };

async function startDesktop({ executable, why }: DesktopBuild, sandbox: boolean): Promise<void> {
  const home = await temporaryDirectory('window');
  const userData = path.join(home, 'user-data');
  const extensions = path.join(home, 'extensions');
  await mkdir(path.join(userData, 'User'), { recursive: true });
  await cp(opener, path.join(extensions, 'opener'), { recursive: true });
  await writeFile(path.join(userData, 'User', 'settings.json'), JSON.stringify(settings));
  const cleanUp = async () => {
    await killByCommandLine(userData);
    await removeDirectory(home);
  };
  whenLeaving(cleanUp);
  say(`Opening ${executable}, because ${why}. Ctrl-C ends it.`);
  const args = [
    `--extensionDevelopmentPath=${inRepository()}`,
    `--user-data-dir=${userData}`,
    `--extensions-dir=${extensions}`,
    ...['--new-window', '--wait', '--disable-workspace-trust', '--skip-welcome', '--skip-release-notes'],
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
  const child = startProcess(executable, args, {
    stdio: 'ignore',
    shell: process.platform === 'win32' && executable.endsWith('.cmd'),
    env: { ...process.env, ...environmentFor(sandbox) },
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (!isLeaving()) {
    await cleanUp();
    process.exitCode = code ?? 0;
  }
}

function openAddress(address: string): void {
  const openers: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
    darwin: ['open', address],
    win32: ['rundll32', 'url.dll,FileProtocolHandler', address],
    linux: ['xdg-open', address],
  };
  const [command, ...args] = openers[process.platform] ?? [];
  if (command !== undefined && withoutScreen() === undefined) {
    startProcess(command, args, { stdio: 'ignore' }).once('error', () => undefined);
  }
}

async function startInBrowser(sandbox: boolean): Promise<void> {
  const server = await startServer({ environment: environmentFor(sandbox), extensions: [opener], withGallery: true });
  const address = server.urlOf({ development: inRepository() });
  say('Started the server build of VS Code from the npm registry, because no desktop build can be used here.');
  say(`Open this address in a browser on this machine; Ctrl-C ends the server:\n\n  ${address}\n`);
  openAddress(address);
  await server.ended;
  if (isLeaving()) {
    return;
  }
  await server.stop();
  throw new Error(`The server ended by itself:\n${server.log()}`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { sandbox: { type: 'boolean', default: false } } });
  leaveOnSignals(0);
  await buildExtension();
  const desktop = await desktopBuild();
  await (desktop === undefined ? startInBrowser(values.sandbox) : startDesktop(desktop, values.sandbox));
}

main().catch(async (error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  await endEverything();
  process.exit(1);
});
