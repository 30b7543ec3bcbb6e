const storageVersion = '2021-08-06';

async function put(url: URL, headers: Readonly<Record<string, string>>, body: string, signal: AbortSignal): Promise<void> {
  const response = await fetch(url, {
    method: 'PUT',
    headers: { 'x-ms-version': storageVersion, ...headers },
    body,
    redirect: 'error',
    signal,
  });
  await response.body?.cancel();
  if (!response.ok) {
    throw new Error(`Storage answered ${response.status}.`);
  }
}

/** Creates an append blob in a container and writes one block to it: Put Blob and Append Block of the storage REST API. */
export async function writeAppendBlob(container: URL, name: string, content: string, signal: AbortSignal): Promise<void> {
  const blob = new URL(container);
  blob.pathname = `${container.pathname.replace(/\/$/, '')}/${encodeURIComponent(name)}`;
  await put(blob, { 'x-ms-blob-type': 'AppendBlob', 'Content-Type': 'application/json' }, '', signal);
  const block = new URL(blob);
  block.searchParams.set('comp', 'appendblock');
  await put(block, { 'Content-Type': 'application/json' }, content, signal);
}
