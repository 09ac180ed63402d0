/** The proxy variables of an environment, in either case. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy for an API server: the kubeconfig's own, else the environment's, as kubectl finds it
 * (golang.org/x/net/http/httpproxy): loopback addresses are never proxied, and `NO_PROXY` lists
 * hosts, domains (with what is below them), addresses and IPv4 networks, each with an optional
 * port.
 */
export function proxyFor(
  server: string,
  own: string | undefined,
  environment: Environment,
): string | undefined {
  if (own) return own;
  const url = URL.parse(server);
  if (!url) return undefined;
  const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  if (host === 'localhost' || host === '::1' || host.startsWith('127.')) return undefined;
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  const variable = url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const proxy = environment[variable] || environment[variable.toLowerCase()];
  if (!proxy) return undefined;
  const exceptions = environment['NO_PROXY'] || environment['no_proxy'] || '';
  if (exceptions.split(',').some((entry) => excepts(entry.trim().toLowerCase(), host, port))) {
    return undefined;
  }
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(proxy) ? proxy : `http://${proxy}`;
}

function excepts(entry: string, host: string, port: string): boolean {
  if (entry === '') return false;
  if (entry === '*') return true;
  const network = /^(\d+\.\d+\.\d+\.\d+)\/(\d+)$/.exec(entry);
  if (network) return inNetwork(host, network[1] ?? '', Number(network[2]));
  const [, name = '', onlyPort] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
  if (onlyPort !== undefined && onlyPort !== port) return false;
  const domain = name.replace(/^\*?\./, '');
  return (host === domain && !/^\*?\./.test(name)) || host.endsWith(`.${domain}`);
}

function inNetwork(host: string, network: string, bits: number): boolean {
  const [address, base] = [ipv4(host), ipv4(network)];
  if (address === undefined || base === undefined || bits > 32) return false;
  const size = 2 ** (32 - bits);
  return Math.floor(address / size) === Math.floor(base / size);
}

function ipv4(text: string): number | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1).map(Number);
  if (!parts || parts.some((part) => part > 255)) return undefined;
  return parts.reduce((sum, part) => sum * 256 + part, 0);
}
