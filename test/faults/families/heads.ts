import { type FaultFamily, faultsAt, type MakeFault } from '../faultFamily.ts';
import { dripping, flooding, saying, secureSocketsThat } from '../servers/strange.ts';

const OK = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';
const LIST = '{"metadata":{},"items":[]}';
const says = (text: string, end = false): MakeFault => secureSocketsThat(saying(text, end));

/** What stands before the body of an answer, and how the body is framed. */
export const HEADS: FaultFamily = {
  title: 'HTTP',
  rows: faultsAt('head', {
    'half of it, and then nothing': says(OK),
    'a byte in half a second': secureSocketsThat((socket) =>
      dripping(socket, `${OK}X-Slow: ${'x'.repeat(1000)}`, 500),
    ),
    'a megabyte of it': says(`${OK}X-Long: ${'x'.repeat(1_000_000)}\r\n\r\n`),
    'without end': secureSocketsThat((socket) =>
      socket.once('data', () => {
        socket.write(OK);
        flooding(socket, Buffer.from('X-More: 1\r\n'.repeat(1000)));
      }),
    ),
    'HTTP/1.1 100 without end': secureSocketsThat((socket) =>
      socket.once('data', () =>
        flooding(socket, Buffer.from('HTTP/1.1 100 Continue\r\n\r\n'.repeat(100))),
      ),
    ),
    'HTTP/1.1 204': says('HTTP/1.1 204 No Content\r\n\r\n'),
    'a status that is no number': says('HTTP/1.1 OK fine\r\n\r\n', true),
    'a length that is larger than the body': says(`${OK}Content-Length: 1000\r\n\r\n${LIST}`, true),
    'a length that is smaller than the body': says(`${OK}Content-Length: 5\r\n\r\n${LIST}`),
    'a chunk without a size': says(`${OK}Transfer-Encoding: chunked\r\n\r\nzz\r\n${LIST}\r\n`),
  }),
};
