import { ContainerClient } from '@azure/storage-blob';

/** A container could not be made. `code` is the storage service's, `status` its HTTP status; no address is in it. */
export class StorageError extends Error {
  readonly kind = 'storage';

  constructor(
    readonly code: string | undefined,
    readonly status: number | undefined,
  ) {
    super('The container could not be made.');
    this.name = 'StorageError';
  }
}

/**
 * Makes one container in a storage account; one that is there already is left as it is. `location` is the address of the container with the account's shared access signature.
 * Throws StorageError; the storage library's own error is not kept as cause, since it holds the signed address.
 */
export async function makeContainer(location: string, signal?: AbortSignal): Promise<void> {
  try {
    await new ContainerClient(location).create(signal === undefined ? {} : { abortSignal: signal });
  } catch (error) {
    const { code, statusCode } = error as { readonly code?: unknown; readonly statusCode?: unknown };
    if (code === 'ContainerAlreadyExists') {
      return;
    }
    throw new StorageError(typeof code === 'string' ? code : undefined, typeof statusCode === 'number' ? statusCode : undefined);
  }
}
