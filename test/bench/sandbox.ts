import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { createInterface } from 'node:readline';

interface Descriptor {
  readonly graphEndpoint: string;
  readonly loginEndpoint: string;
  readonly descriptor: string;
  readonly clients: readonly { readonly clientId: string; readonly clientSecret: string; readonly tenantId: string }[];
}

interface Calls {
  readonly total: number;
  readonly statuses: Readonly<Record<string, number>>;
  readonly faults: Readonly<Record<string, number>>;
}

/** What was asked of a sandbox, and whom it did something to. */
interface LedgerReport {
  readonly requests: { readonly byOperation: Readonly<Record<string, Calls>> };
  readonly changes: readonly { readonly userId: string }[];
}

/** A sandbox in a process of its own. */
export interface Sandbox {
  readonly graphEndpoint: string;
  readonly token: string;
  /** Calls answered with 429 since it was started or last asked to forget. */
  throttled(): Promise<number>;
  ledger(): Promise<LedgerReport>;
  /** As if it had just been started: full allowances, an empty ledger. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

export async function startSandbox(bundle: string, args: readonly string[]): Promise<Sandbox> {
  const child = spawn(process.execPath, [bundle, '--parent', ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const descriptor = await descriptorOf(child);
  const token = await tokenFrom(descriptor);
  const ledger = async (): Promise<LedgerReport> => (await (await fetch(`${descriptor.descriptor}/ledger`)).json()) as LedgerReport;
  return {
    graphEndpoint: descriptor.graphEndpoint,
    token,
    ledger,
    throttled: async () => {
      const { requests } = await ledger();
      return Object.values(requests.byOperation).reduce((sum, { statuses }) => sum + (statuses['429'] ?? 0), 0);
    },
    reset: async () => {
      await fetch(`${descriptor.descriptor}/reset`, { method: 'POST' });
    },
    stop: async () => {
      child.kill();
      await once(child, 'exit');
    },
  };
}

async function descriptorOf(child: ChildProcess): Promise<Descriptor> {
  if (child.stdout === null) {
    throw new Error('The sandbox has no output.');
  }
  for await (const line of createInterface(child.stdout)) {
    return JSON.parse(line) as Descriptor;
  }
  throw new Error('The sandbox ended before it was ready.');
}

async function tokenFrom({ loginEndpoint, graphEndpoint, clients: [client] }: Descriptor): Promise<string> {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: client?.clientId ?? '',
    client_secret: client?.clientSecret ?? '',
    scope: `${graphEndpoint}/.default`,
  });
  const response = await fetch(`${loginEndpoint}/${client?.tenantId ?? ''}/oauth2/v2.0/token`, { method: 'POST', body });
  return ((await response.json()) as { readonly access_token: string }).access_token;
}
