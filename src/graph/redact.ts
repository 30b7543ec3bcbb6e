const hidden = '[redacted]';

const secretProperties = [
  'access_token',
  'refresh_token',
  'id_token',
  'client_secret',
  'client_assertion',
  'client_info',
  'code_verifier',
  'device_code',
  'user_code',
  'assertion',
  'password',
  'storageLocation',
].join('|');

const secretParameters = `code|${secretProperties}`;

const sharedAccess = [
  'sig',
  'skoid',
  'sktid',
  'sv',
  'se',
  'st',
  'sp',
  'sr',
  'ss',
  'srt',
  'si',
  'spr',
  'sip',
  'skt',
  'ske',
  'sks',
  'skv',
].join('|');

const rules: readonly (readonly [RegExp, string])[] = [
  [/\beyJ[\w-]*(?:\.[\w-]+){1,4}\.?/g, hidden],
  [/\b(Authorization["']?\s*[:=]\s*["']?(?:\w+\s+)?)[\w.~+/=:-]+/gi, `$1${hidden}`],
  [/\b(Bearer|Basic|PoP)(\s+)(?!authorization_uri\b)[\w.~+/=:-]{16,}/gi, `$1$2${hidden}`],
  [new RegExp(`(\\\\?["'])(${secretProperties})(\\\\?["']\\s*:\\s*\\\\?["'])(?:[^"'\\\\]|\\\\[^"'])+`, 'gi'), `$1$2$3${hidden}`],
  [new RegExp(`\\b(${secretParameters})(=|%3D)[^&\\s"'<>]+`, 'gi'), `$1$2${hidden}`],
  [new RegExp(`([?&;]|%3F|%26)(${sharedAccess})(=|%3D)[^&\\s"'<>]*?(?=[&;\\s"'<>]|%26|$)`, 'gi'), `$1$2$3${hidden}`],
  [/\b(AccountKey|SharedAccessSignature|SharedAccessKey)(=)[^;\s"'<>]+/gi, `$1$2${hidden}`],
  [/(https?:\/\/)[^/?#\s"'<>@]+@/gi, `$1${hidden}@`],
];

/** The text without tokens, shared access signatures, secrets, authorization and device codes. Everything that is logged or shown as an error goes through here. */
export function redact(text: string): string {
  return rules.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), text);
}
