/**
 * The one form of a server's address: its scheme in lower case, nothing after its path. kubectl
 * sends neither the query nor the fragment of one (client-go rest/url_utils.go, 1.36). What is no
 * address stays none.
 */
export function serverAddress(text: string): string {
  return text
    .trim()
    .replace(/^https?:/i, (scheme) => scheme.toLowerCase())
    .replace(/[?#].*$/s, '')
    .replace(/\/+$/, '');
}
