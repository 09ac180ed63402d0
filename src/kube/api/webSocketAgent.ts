import * as http from 'node:http';
import * as https from 'node:https';
import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import * as tls from 'node:tls';
import { callbackify } from 'node:util';
import { openTunnel, type ProxyWay } from './proxyTunnel.ts';

type Created = (error: Error | null, socket: Duplex) => void;

/** An agent for a WebSocket to an API server, straight or through a proxy. */
export function webSocketAgent(
  server: string,
  options: tls.ConnectionOptions,
  way: ProxyWay | undefined,
): http.Agent {
  const isSecure = server.startsWith('https:');
  const agent = isSecure ? new https.Agent(options) : new http.Agent();
  if (!way) return agent;
  const { hostname, port } = new URL(server);
  const host = hostname.replace(/^\[|\]$/g, '');
  const connect = callbackify(async (): Promise<Duplex> => {
    const socket = await openTunnel(way, hostname, Number(port) || (isSecure ? 443 : 80));
    if (!isSecure) return socket;
    return tls.connect({ servername: isIP(host) === 0 ? host : '', host, ...options, socket });
  });
  agent.createConnection = (_options, created?: Created) => {
    connect((error, socket) => created?.(error, socket));
    return undefined;
  };
  return agent;
}
