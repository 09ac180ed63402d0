import * as http from 'node:http';
import * as https from 'node:https';
import type { Duplex } from 'node:stream';
import * as tls from 'node:tls';
import { callbackify } from 'node:util';
import { endpointOf, serverNameOf } from '../../net/endpoint.ts';
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
  const to = endpointOf(new URL(server));
  const connect = callbackify(async (): Promise<Duplex> => {
    const socket = await openTunnel(way, to);
    if (!isSecure) return socket;
    const { host } = to;
    return tls.connect({ servername: serverNameOf(host), host, ...options, socket });
  });
  agent.createConnection = (_options, created?: Created) => {
    connect((error, socket) => created?.(error, socket));
    return undefined;
  };
  return agent;
}
