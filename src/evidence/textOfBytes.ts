/** Text of a file that a person or another tool wrote: UTF-8, UTF-16 by its byte order mark, or, when it is neither, Windows-1252. */
export function textOfBytes(bytes: Uint8Array): string {
  const encoding = utf16Of(bytes);
  if (encoding !== undefined) {
    return new TextDecoder(encoding).decode(bytes);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function utf16Of([first, second]: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (first === 0xff && second === 0xfe) {
    return 'utf-16le';
  }
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}
