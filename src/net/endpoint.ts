import { isIP } from 'node:net';

/** Where a socket goes. */
export interface Endpoint {
  /** A name or an address; one of IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
}

/** The host and port of a URL; the port of its scheme where it names none. */
export function endpointOf({
  protocol,
  hostname,
  port,
}: Pick<URL, 'protocol' | 'hostname' | 'port'>): Endpoint {
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || (protocol === 'https:' ? 443 : 80),
  };
}

/** Both as HTTP writes them: the brackets of an IPv6 address are needed again. */
export function authorityOf({ host, port }: Endpoint): string {
  return `${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
}

/** The name that TLS asks a host for: an address is not named (RFC 6066, section 3). */
export function serverNameOf(host: string): string {
  return isIP(host) === 0 ? host : '';
}
