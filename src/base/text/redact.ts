/** In characters: what is longer is cut, so that no text from outside costs time. */
const MAX_REDACTED = 16_384;

/** What the name of a field has when its value is a secret. */
const SECRET_NAME =
  /token|passw(?:or)?d|passphrase|(?:^|[-_])pwd$|secret|assertion|cookie|api[-_]?key|access[-_]?key|account[-_]?key|key-?data|^sig$/i;
/** Those that a person types, which may hold spaces. */
const TYPED_NAME = /passw(?:or)?d|passphrase|(?:^|[-_])pwd$/i;

/** What stands before the value of a field, also in JSON that is within a string. */
const FIELD = /(?<![\w-])([\w-]+)(?:\\?["'])?\s*[:=]\s*/g;
/** A value at a place: in quotes, with a backslash before them within a string, or without. */
const VALUE = /\\"(?:(?!\\").)*\\"|"(?:\\.|[^"\\])*"|'[^']*'|[^\s,;}&]+/y;
const TYPED_VALUE = /\\"(?:(?!\\").)*\\"|"(?:\\.|[^"\\])*"|'[^']*'|[^\r\n;}&]+/y;

const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, '$1 ***'],
  [/(\bAuthorization:\s*[\w-]{1,64})\s+\S+/gi, '$1 ***'],
  [/(\bCookie:[ \t]*)[^\r\n]+/gi, '$1***'],
  [
    /(--[\w-]{0,64}?(?:token|passw(?:or)?d|passphrase|pwd|secret)\s+)(?:"(?:\\.|[^"\\])*"|'[^']*'|[^\s-]\S*)/gi,
    '$1***',
  ],
  [/(\b(?:token|password|secret)\s+)(?:"[^"]*"|'[^']*')/gi, '$1***'],
  [/\beyJ[\w-]{1,9000}\.[\w-]+(?:\.[\w-]*)?/g, '***'],
  // Codes and refresh tokens of Entra ID.
  [/(?<![\w.])[01]\.A[\w-]{16,}(?:\.[\w-]+)*/g, '***'],
  [/(\bcode=)(?:[01M]\.[\w.~-]+|[\w.~-]{16,})/gi, '$1***'],
  [
    /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g,
    '***',
  ],
  [/(\b[a-z][a-z0-9+.-]{0,30}:\/\/)[^\s/]*@/gi, '$1***@'],
];

/**
 * Takes out what may be a secret: bearer and basic credentials, JWTs, codes, private keys, values
 * of fields that name a token, password, key or cookie, and the user part of an address. What is
 * long is cut.
 */
export function redact(text: string): string {
  const cut = text.length > MAX_REDACTED ? `${text.slice(0, MAX_REDACTED)}…` : text;
  const known = SECRETS.reduce((kept, [pattern, to]) => kept.replace(pattern, to), cut);
  return withoutFields(known);
}

/** Goes on behind each name or value: nothing is looked at twice, however many there are. */
function withoutFields(text: string): string {
  let kept = '';
  let from = 0;
  const names = new RegExp(FIELD);
  for (let field = names.exec(text); field; field = names.exec(text)) {
    const [, name = ''] = field;
    if (!SECRET_NAME.test(name)) continue;
    const at = names.lastIndex;
    const value = new RegExp(TYPED_NAME.test(name) ? TYPED_VALUE : VALUE);
    value.lastIndex = at;
    if (!value.test(text)) continue;
    kept += `${text.slice(from, at)}***`;
    names.lastIndex = value.lastIndex;
    from = value.lastIndex;
  }
  return kept + text.slice(from);
}
