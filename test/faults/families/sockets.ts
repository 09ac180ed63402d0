import { type FaultFamily, faultsAt, type MakeFault } from '../faultFamily.ts';
import { saying, socketsThat } from '../servers/strange.ts';

/** A server at an address where nobody listens. */
const at =
  (server: string): MakeFault =>
  () =>
    Promise.resolve({ cluster: { server } });

const HANDSHAKE_FAILURE = Buffer.from([0x15, 3, 3, 0, 2, 2, 40]);
const SERVER_HELLO_BEGUN = Buffer.from([0x16, 3, 3, 0, 0x7a, 2, 0, 0, 0x76, 3, 3]);

/** The server before TLS is spoken. */
export const SOCKETS: FaultFamily = {
  title: 'Sockets',
  rows: [
    ...faultsAt('address', {
      'a name that cannot be resolved': at('https://cluster.invalid'),
      'nothing listens': at('https://127.0.0.1:1'),
    }),
    ...faultsAt('connection', {
      'taken, and never a word': socketsThat(() => undefined),
      'ended at once': socketsThat((socket) => socket.end()),
      'reset once the client has spoken': socketsThat((socket) =>
        socket.once('data', () => socket.resetAndDestroy()),
      ),
      'another protocol greets': socketsThat((socket) => socket.write('SSH-2.0-OpenSSH_9.9\r\n')),
      'HTTP without TLS': socketsThat(saying('HTTP/1.1 400 Bad Request\r\n\r\n', true)),
      'a handshake that stops': socketsThat(saying(SERVER_HELLO_BEGUN)),
      'a handshake that is refused': socketsThat(saying(HANDSHAKE_FAILURE, true)),
    }),
  ],
};
