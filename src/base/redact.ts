const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, '$1 ***'],
  [/(\bAuthorization:\s*[\w-]+)\s+\S+/gi, '$1 ***'],
  [/(--[\w-]*(?:token|password|secret)\s+)[^\s-]\S*/gi, '$1***'],
  [/\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g, '***'],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, '***'],
  [
    // A key and its value, also in JSON that is within a string, where each quote has a backslash
    // before it.
    /((?:[\w-]*(?:token|passw(?:or)?d|passphrase|secret|assertion|api[-_]?key|access[-_]?key|key-?data)[\w-]*|\bsig)(?:\\?["'])?\s*[:=]\s*)(\\"(?:(?!\\").)*\\"|"(?:\\.|[^"\\])*"|'[^']*'|[^\s,;}&]+)/gi,
    '$1***',
  ],
  [/(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/]*@/gi, '$1***@'],
];

/**
 * Takes out what may be a secret: bearer and basic credentials, JWTs, private keys, values of
 * fields that name a token, password or secret, and the user part of an address.
 */
export function redact(text: string): string {
  return SECRETS.reduce((kept, [pattern, to]) => kept.replace(pattern, to), text);
}
