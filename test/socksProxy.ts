import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A SOCKS5 proxy that alone knows the way: every name leads to this machine. */
export interface SocksProxy extends AsyncDisposable {
  readonly url: string;
  /** The names and ports that were asked for, in order; a name is one that the proxy resolves. */
  readonly asked: string[];
}

const IPV4 = 1;
const NAME = 3;

/** Speaks as much of RFC 1928 as a client needs that gives no credentials. */
export async function startSocksProxy(): Promise<SocksProxy> {
  const sockets = new Set<Socket>();
  const asked: string[] = [];
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => {
      socket.write(Buffer.from([5, 0]));
      socket.once('data', (request: Buffer) => {
        const length = request[3] === NAME ? (request[4] ?? 0) : 4;
        const at = request[3] === NAME ? 5 : 4;
        const part = request.subarray(at, at + length);
        const port = request.readUInt16BE(at + length);
        asked.push(`${request[3] === NAME ? part.toString() : [...part].join('.')}:${port}`);
        const upstream = connect(port, '127.0.0.1', () => {
          socket.write(Buffer.from([5, 0, 0, IPV4, 0, 0, 0, 0, 0, 0]));
          upstream.pipe(socket).pipe(upstream);
        });
        sockets.add(upstream);
        upstream.on('error', () => undefined);
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `socks5://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    [Symbol.asyncDispose]: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}
