/** Text as a person reads it: VS Code's hard spaces and line breaks are spaces. */
export function readable(text: string | null): string {
  return (text ?? '').replaceAll('\u00a0', ' ').replace(/\s+/g, ' ').trim();
}

/** Matches that text and nothing else around it but spaces. */
export function exactly(text: string): RegExp {
  const escaped = text.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&');
  return new RegExp(`^\\s*${escaped.replaceAll(' ', '\\s')}\\s*$`);
}
