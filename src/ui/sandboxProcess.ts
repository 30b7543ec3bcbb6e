import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { workspace } from 'vscode';
import { SignInError } from '../graph/errors';
import { settings } from '../present/contract';

const startTimeoutMs = 20_000;

/** The sandbox of this window: started when it is first asked for, ended with the window. */
export interface SandboxProcess {
  /** Gives the origin of the running sandbox. Throws SignInError `unreachable`. */
  start(): Promise<string>;
  /** The origin of the sandbox that was started; undefined when there is none. */
  readonly running: Promise<string> | undefined;
  dispose(): void;
}

const world = ['--parent', '--port', '0', '--inbound', '1000', '--home-tenants', '37', '--outbound', '200', '--seed', '7'];

function launch(script: string): ChildProcess {
  const environment = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  return spawn(process.execPath, [script, ...world], { env: environment, stdio: ['pipe', 'pipe', 'ignore'] });
}

function originOf(line: string): string {
  const ready = JSON.parse(line) as { readonly graphEndpoint: string };
  return new URL(ready.graphEndpoint).origin;
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (cause?: unknown): void => reject(new SignInError('The sandbox did not start.', 'unreachable', { cause }));
    const timer = setTimeout(fail, startTimeoutMs);
    child.once('error', fail);
    child.once('exit', (code) => fail(new Error(`ended with ${code ?? 'a signal'}`)));
    if (child.stdout !== null) {
      createInterface(child.stdout).once('line', resolve);
    }
    child.once('close', () => clearTimeout(timer));
  });
}

export function createSandboxProcess(script: string): SandboxProcess {
  let running: { readonly child: ChildProcess; readonly origin: Promise<string> } | undefined;
  const begin = (): Promise<string> => {
    const child = launch(script);
    const origin = firstLine(child).then(originOf);
    running = { child, origin };
    child.once('exit', () => (running = undefined));
    return origin;
  };
  return {
    start: () => running?.origin ?? begin(),
    get running() {
      return running?.origin;
    },
    dispose: () => void running?.child.kill(),
  };
}

/** Where the sandbox is: the one that the settings name, else the one of this window, which is started only when somebody wants it. */
export function sandboxAddresses(sandbox: SandboxProcess): {
  readonly runningSandbox: () => Promise<string | undefined>;
  readonly sandboxAddress: () => Promise<string>;
} {
  const runningSandbox = async (): Promise<string | undefined> => {
    const address = workspace.getConfiguration().get<string>(settings.sandboxAddress.id, settings.sandboxAddress.default);
    return address === '' ? sandbox.running : address;
  };
  return { runningSandbox, sandboxAddress: async () => (await runningSandbox()) ?? sandbox.start() };
}
