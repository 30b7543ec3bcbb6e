import { once } from 'node:events';
import { randomBytes, randomUUID } from 'node:crypto';
import path from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import {
  AccountSASPermissions,
  AccountSASResourceTypes,
  AccountSASServices,
  BlobServiceClient,
  ContainerSASPermissions,
  generateAccountSASQueryParameters,
  generateBlobSASQueryParameters,
  SASProtocol,
  StorageSharedKeyCredential,
} from '@azure/storage-blob';
import { inRepository } from './places';
import { endProcess, startProcess } from './processes';

export interface SasOptions {
  /** As in the signature: `cw`, `rl`, … */
  readonly permissions?: string;
  readonly startsOn?: Date;
  readonly expiresOn?: Date;
}

export interface StoredBlob {
  readonly name: string;
  readonly blobType: string | undefined;
  readonly content: string;
}

/** A real storage emulator on loopback with an account of its own, in memory. */
export interface Azurite {
  readonly accountUrl: string;
  readonly accountName: string;
  readonly accountKey: string;
  createContainer(): Promise<string>;
  /** URL of a container with a signature; writing and creating for an hour when nothing else is said. */
  sasUrl(container: string, options?: SasOptions): string;
  /** A new container's URL with a signature. */
  newSasUrl(options?: SasOptions): Promise<string>;
  /** URL of the account with a signature that may make containers and write into them, for an hour. */
  accountSasUrl(): string;
  blobs(container: string): Promise<readonly StoredBlob[]>;
  stop(): Promise<void>;
}

const hourMs = 3_600_000;

async function contentOf(service: BlobServiceClient, container: string, name: string): Promise<string> {
  return (await service.getContainerClient(container).getBlobClient(name).downloadToBuffer()).toString('utf8');
}

export const containerNameOf = (sasUrl: string): string => new URL(sasUrl).pathname.split('/').at(-1) ?? '';

/** Starts the emulator on a free port. */
export async function startAzurite(): Promise<Azurite> {
  const accountName = 'sandbox';
  const accountKey = randomBytes(64).toString('base64');
  const main = path.join(path.dirname(require.resolve('azurite/package.json')), 'dist', 'src', 'blob', 'main.js');
  const args = [
    main,
    '--inMemoryPersistence',
    '--blobHost',
    '127.0.0.1',
    '--blobPort',
    '0',
    '--silent',
    '--disableTelemetry',
    '--skipApiVersionCheck',
  ];
  const child = startProcess(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: inRepository(),
    env: { ...process.env, AZURITE_ACCOUNTS: `${accountName}:${accountKey}` },
  });
  if (!child.stdout) {
    throw new Error('Azurite has no output.');
  }
  let origin: string | undefined;
  for await (const line of createInterface(child.stdout)) {
    origin = /successfully listens on (http:\S+)/.exec(line)?.[1];
    if (origin !== undefined) {
      break;
    }
  }
  if (origin === undefined) {
    throw new Error(`Azurite ended with ${String((await once(child, 'exit'))[0])} before it was ready.`);
  }
  child.stdout.resume();
  return azuriteAt(`${origin}/${accountName}`, accountName, accountKey, () => endProcess(child));
}

function accountSas(credential: StorageSharedKeyCredential): string {
  const signed = {
    services: AccountSASServices.parse('b').toString(),
    resourceTypes: AccountSASResourceTypes.parse('co').toString(),
    permissions: AccountSASPermissions.parse('cw'),
    protocol: SASProtocol.HttpsAndHttp,
    expiresOn: new Date(Date.now() + hourMs),
  };
  return generateAccountSASQueryParameters(signed, credential).toString();
}

function azuriteAt(accountUrl: string, accountName: string, accountKey: string, stop: () => Promise<void>): Azurite {
  const credential = new StorageSharedKeyCredential(accountName, accountKey);
  const service = new BlobServiceClient(accountUrl, credential);
  const createContainer = async (): Promise<string> => {
    const name = `c${randomUUID()}`;
    await service.createContainer(name);
    return name;
  };
  const sasUrl = (containerName: string, { permissions = 'cw', startsOn, expiresOn }: SasOptions = {}): string => {
    const parameters = generateBlobSASQueryParameters(
      {
        containerName,
        permissions: ContainerSASPermissions.parse(permissions),
        protocol: SASProtocol.HttpsAndHttp,
        ...(startsOn === undefined ? {} : { startsOn }),
        expiresOn: expiresOn ?? new Date(Date.now() + hourMs),
      },
      credential,
    );
    return `${accountUrl}/${containerName}?${parameters.toString()}`;
  };
  return {
    accountUrl,
    accountName,
    accountKey,
    stop,
    createContainer,
    sasUrl,
    newSasUrl: async (options) => sasUrl(await createContainer(), options),
    accountSasUrl: () => `${accountUrl}?${accountSas(credential)}`,
    blobs: async (container) => {
      const found: StoredBlob[] = [];
      for await (const { name, properties } of service.getContainerClient(container).listBlobsFlat()) {
        found.push({ name, blobType: properties.blobType, content: await contentOf(service, container, name) });
      }
      return found;
    },
  };
}
