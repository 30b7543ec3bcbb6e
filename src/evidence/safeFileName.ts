const longest = 60;

/** Names that mean devices on Windows, whatever their extension. */
const devices = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/;

/**
 * A part of a file name made of a text that may be hostile: plain letters, digits, dots and hyphens, in lower case, never empty, never
 * leading out of its folder. Different texts may give the same part: add an id.
 */
export function fileNamePart(text: string): string {
  const plain = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/\.{2,}/g, '.')
    .slice(0, longest)
    .replace(/^[-.]+|[-.]+$/g, '');
  if (plain === '') {
    return 'unnamed';
  }
  return devices.test(plain) ? `x-${plain}` : plain;
}
