import { connect, type Socket } from 'node:net';
import type { TlsOptions } from 'node:tls';
import { startSim } from '../../sim/sim.ts';
import { startSocketServer } from '../../strangeServer.ts';
import type { MakeFault } from '../faultFamily.ts';
import { base64, ownCertificate } from './certificate.ts';
import { toSim } from './onCluster.ts';

/** A name that a proxy alone could resolve. */
const HOST = 'cluster.example';

/** A cluster behind a proxy at this address. */
export function behind(proxyUrl: string): MakeFault {
  return () => Promise.resolve({ cluster: { server: `https://${HOST}`, 'proxy-url': proxyUrl } });
}

/** A cluster behind a proxy that does so with each connection. */
export function proxyThat(
  take: (socket: Socket) => void,
  scheme = 'http',
  tls?: TlsOptions,
): MakeFault {
  return async (stack) => {
    const { ca } = await ownCertificate();
    const { port } = stack.use(await startSocketServer(take, tls));
    return {
      cluster: {
        server: `https://${HOST}`,
        'proxy-url': `${scheme}://127.0.0.1:${port}`,
        'certificate-authority-data': base64(ca),
      },
    };
  };
}

/** A proxy that makes tunnels to an embedded cluster, but for what is done to each, which has a number from 1 on. */
export function tunnelsThat(
  meddle: (client: Socket, tunnel: Socket, count: number) => void,
): MakeFault {
  return async (stack) => {
    const sim = stack.use(await startSim());
    const { port } = new URL(sim.url);
    let count = 0;
    const proxy = await startSocketServer((client) => {
      client.once('data', () => {
        const tunnel = connect(Number(port), '127.0.0.1', () => {
          client.write('HTTP/1.1 200 Connection established\r\n\r\n');
          tunnel.pipe(client).pipe(tunnel);
          meddle(client, tunnel, ++count);
        });
        tunnel.on('error', () => client.destroy());
        client.on('close', () => tunnel.destroy());
      });
    });
    stack.use(proxy);
    const { cluster, user = {} } = toSim(sim);
    return {
      cluster: {
        ...cluster,
        server: `https://${HOST}:${port}`,
        'tls-server-name': 'localhost',
        'proxy-url': `http://127.0.0.1:${proxy.port}`,
      },
      user,
    };
  };
}

/**
 * A SOCKS5 proxy that says one text to each message of a client, in order, and then nothing; `end`
 * ends the connection.
 */
export function socksSaying(...texts: readonly (readonly number[] | string)[]): MakeFault {
  return proxyThat(inTurn(texts), 'socks5');
}

function inTurn(texts: readonly (readonly number[] | string)[]): (socket: Socket) => void {
  return (socket) => {
    let at = 0;
    socket.on('data', () => {
      const said = texts[at++];
      if (said === 'end') socket.end();
      else if (said !== undefined)
        socket.write(typeof said === 'string' ? said : Buffer.from(said));
    });
  };
}
