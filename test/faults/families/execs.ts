import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { FaultAction } from '../../sim/faults/fault.ts';
import type { ExecProfile } from '../../sim/pods/execProfile.ts';
import { type FaultFamily, faultsAt, type MakeFault } from '../faultFamily.ts';
import { inFront } from '../servers/inFront.ts';
import { onCluster } from '../servers/onCluster.ts';

const exec = (action: FaultAction): MakeFault => onCluster({ resource: 'pods/exec', action });
const status = (code: number, message?: string): MakeFault =>
  exec({ kind: 'status', code, ...(message === undefined ? {} : { message }) });
const answered = (code: number, text: string, contentType = 'application/json'): MakeFault =>
  exec({ kind: 'answer', code, contentType, text });
const profile = (name: ExecProfile): MakeFault =>
  onCluster((sim) => {
    for (const { metadata } of sim.objects('pods', 'payments')) {
      sim.setRuntime('payments', metadata.name ?? '', { profile: name });
    }
  });

/** What is said in place of the handshake of a WebSocket. */
const raw = (text: string): MakeFault =>
  inFront({ upgrade: (_request, socket) => void socket.write(text) });

/** What is done with a WebSocket that stands. */
function talks(talk: (socket: WebSocket, under: Duplex) => void, protocol = true): MakeFault {
  return async (stack) => {
    const sockets = new WebSocketServer({
      noServer: true,
      handleProtocols: () => (protocol ? 'v5.channel.k8s.io' : false),
    });
    stack.defer(() => sockets.close());
    const upgrade = (request: IncomingMessage, under: Duplex, head: Buffer): void => {
      sockets.handleUpgrade(request, under, head, (socket) => {
        socket.on('error', () => undefined);
        talk(socket, under);
      });
    };
    return inFront({ upgrade })(stack);
  };
}

const frame = (channel: number, text: string): Buffer =>
  Buffer.concat([Buffer.from([channel]), Buffer.from(text)]);
const ends = (text: string): MakeFault => talks((socket) => socket.send(frame(3, text)));
const REFUSED = '{"message":5,"reason":{},"details":{"causes":[null]}}';

/** Commands that are run in pods by WebSocket. */
export const EXECS: FaultFamily = {
  title: 'Commands in pods',
  rows: [
    ...faultsAt('pods/exec', {
      'HTTP 401': status(401),
      'HTTP 403': status(403),
      'HTTP 403 with a strange Status': answered(403, REFUSED),
      'HTTP 404': status(404),
      'HTTP 429': status(429),
      'HTTP 500': status(500),
      'HTTP 200, no WebSocket': answered(200, '{}'),
      'HTTP 400, the upgrade was lost': status(400, 'Upgrade request required'),
      'the connection is ended': exec({ kind: 'refuse' }),
    }),
    ...faultsAt('handshake', {
      'never answered': raw(''),
      'no HTTP': raw('SSH-2.0-OpenSSH_9.9\r\n\r\n'),
      'a key that is wrong': raw(
        'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: wrong\r\n\r\n',
      ),
      'no protocol': talks(() => undefined, false),
    }),
    ...faultsAt('WebSocket', {
      'never a word': exec({ kind: 'stall', afterBytes: 0 }),
      'closed in the middle of the output': profile('cutShort'),
      'a command that does not end': profile('hang'),
      'output without end': profile('flood'),
      'a byte in a second': talks((socket) => {
        const drip = setInterval(() => socket.send(frame(1, 'L')), 1000);
        socket.on('close', () => clearInterval(drip));
      }),
      'a message of eight megabytes': talks((socket) => socket.send(Buffer.alloc(8_000_000, 1))),
      'bytes that are no WebSocket': talks((_socket, under) => under.write('\u00ff'.repeat(100))),
    }),
    ...faultsAt('status', {
      'no JSON': ends('no JSON'),
      'fields of other types': ends(
        '{"status":5,"message":{},"reason":"NonZeroExitCode","details":{"causes":[null,{"reason":"ExitCode","message":7}]}}',
      ),
      'causes that are no list': ends('{"status":"Failure","details":{"causes":5}}'),
      'an exit code that is no number': ends(
        '{"reason":"NonZeroExitCode","details":{"causes":[{"reason":"ExitCode","message":"soon"}]}}',
      ),
      'success without output': ends('{"status":"Success"}'),
    }),
  ],
};
