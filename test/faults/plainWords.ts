/**
 * What was said, with what differs from run to run made the same: ports, and which of two lists that are read at once
 * fails first, unless the fault is in one of them.
 */
export function plainWords(said: string, where: string): string {
  const ported = said.replaceAll(/((?:127\.0\.0\.1|\[::1\]|localhost)):\d+/g, '$1:PORT');
  if (where.startsWith('list ')) return ported;
  return ported.replaceAll(/\b(list|list on) runtimeclasses\b/g, '$1 pods');
}
