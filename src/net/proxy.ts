import { BlockList, isIP } from 'node:net';
import { UserError } from '../base/problem.ts';
import { endpointOf } from './endpoint.ts';

/** The proxy variables of an environment, in either case. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy for an API server: the kubeconfig's own, else the environment's, as kubectl finds it
 * (golang.org/x/net/http/httpproxy): loopback addresses are never proxied, and `NO_PROXY` lists
 * hosts, domains (with what is below them), addresses and networks, each but networks with an
 * optional port. Throws a `UserError` for what is no address of a proxy.
 */
export function proxyFor(
  server: string,
  own: string | undefined,
  environment: Environment,
): URL | undefined {
  if (own) return proxyUrl(own, 'proxy-url in the kubeconfig');
  const url = URL.parse(server);
  if (!url) return undefined;
  const { host, port } = endpointOf(url);
  if (host === 'localhost' || host === '::1' || host.startsWith('127.')) return undefined;
  const variable = url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const proxy = environment[variable] || environment[variable.toLowerCase()];
  if (!proxy) return undefined;
  const exceptions = environment['NO_PROXY'] || environment['no_proxy'] || '';
  if (exceptions.split(',').some((entry) => excepts(entry.trim().toLowerCase(), host, port))) {
    return undefined;
  }
  return proxyUrl(/^[a-z][a-z0-9+.-]*:\/\//i.test(proxy) ? proxy : `http://${proxy}`, variable);
}

/** The schemes of proxies that kubectl takes (net/http `Transport.Proxy`, Go 1.26). */
const SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:', 'socks5:', 'socks5h:']);

/** The text may hold a password, so it is not repeated. */
function proxyUrl(text: string, source: string): URL {
  const url = URL.parse(text);
  if (url && SCHEMES.has(url.protocol) && url.hostname !== '') return url;
  throw new UserError({
    kind: 'configuration',
    what: `${source} is no address of a proxy`,
    next: 'It is an http, https or socks5 address such as http://proxy.example:3128.',
    retryable: false,
  });
}

function excepts(entry: string, host: string, port: number): boolean {
  if (entry === '') return false;
  if (entry === '*') return true;
  const [, base = '', bits] = /^([\da-f:.]+)\/(\d+)$/.exec(entry) ?? [];
  if (bits !== undefined) return isInNetwork(host, base, Number(bits));
  const { name, onlyPort } = withPort(entry);
  if (onlyPort !== undefined && Number(onlyPort) !== port) return false;
  if (isIP(name) !== 0) return isInNetwork(host, name, isIP(name) === 6 ? 128 : 32);
  const domain = name.replace(/^\*?\./, '');
  return (host === domain && !/^\*?\./.test(name)) || host.endsWith(`.${domain}`);
}

/** An IPv6 address has a port behind brackets alone. */
function withPort(entry: string): { readonly name: string; readonly onlyPort?: string } {
  if (isIP(entry) === 6) return { name: entry };
  const [, inBrackets, plain = '', onlyPort] =
    /^(?:\[([^\]]*)\]|([^:]*))(?::(\d+))?$/.exec(entry) ?? [];
  return { name: inBrackets ?? plain, ...(onlyPort === undefined ? {} : { onlyPort }) };
}

function isInNetwork(host: string, base: string, bits: number): boolean {
  const version = isIP(base);
  if (version === 0 || isIP(host) !== version || bits > (version === 6 ? 128 : 32)) return false;
  const family = version === 6 ? 'ipv6' : 'ipv4';
  const network = new BlockList();
  network.addSubnet(base, bits, family);
  return network.check(host, family);
}
