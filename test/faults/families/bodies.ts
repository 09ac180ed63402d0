import { deflateSync, gzipSync } from 'node:zlib';
import type { ServerResponse } from 'node:http';
import { type FaultFamily, faultsAt, type MakeFault } from '../faultFamily.ts';
import { inFront } from '../servers/inFront.ts';
import { onCluster } from '../servers/onCluster.ts';
import { dripping, flooding } from '../servers/strange.ts';

type Body = Buffer | string | ((answer: ServerResponse) => void);

const pods = { verb: 'list', resource: 'pods' } as const;
const LIST = '{"metadata":{},"items":[]}';

/** A list of pods with this body. */
function body(given: Body, headers: Readonly<Record<string, string>> = {}): MakeFault {
  return inFront({
    path: '/pods?',
    answer: (_request, answer) => {
      answer.writeHead(200, { 'content-type': 'application/json', ...headers });
      if (typeof given === 'function') given(answer);
      else answer.end(given);
    },
  });
}

const packed = (bytes: Buffer, encoding = 'gzip') => body(bytes, { 'content-encoding': encoding });

/** Bodies of an answer to `list pods`. */
export const BODIES: FaultFamily = {
  title: 'Bodies',
  rows: [
    ...faultsAt('stream', {
      'nothing after 200 bytes': onCluster({ ...pods, action: { kind: 'stall', afterBytes: 200 } }),
      'a byte in two seconds': body((answer) => {
        answer.write('{"items":[');
        dripping(answer as never, ' ', 2000);
      }),
      'cut after 200 bytes': onCluster({ ...pods, action: { kind: 'cut', afterBytes: 200 } }),
      'ended after 200 bytes': onCluster({
        ...pods,
        action: { kind: 'truncate', afterBytes: 200 },
      }),
      'without end': body((answer) => flooding(answer, Buffer.alloc(64 * 1024, ' '))),
    }),
    ...faultsAt('packing', {
      'a gigabyte in a megabyte': packed(bomb()),
      'bytes that are not packed': packed(Buffer.from(LIST)),
      'half of what is packed': packed(gzipSync(LIST.repeat(100)).subarray(0, 30)),
      'by a way that nobody asked for': packed(deflateSync(LIST), 'deflate'),
    }),
    ...faultsAt('content', {
      nothing: body(''),
      'plain text': body('no healthy upstream', { 'content-type': 'text/plain' }),
      'a web page': body('<html>Please sign in</html>', { 'content-type': 'text/html' }),
      'an object without items': body('{}'),
      'items that are no list': body('{"metadata":{},"items":{"a":1}}'),
      'items that are no objects': body(
        '{"metadata":{},"items":[null,1,"x",[],{"metadata":null}]}',
      ),
      'fields of other types': body(
        '{"metadata":7,"items":[{"metadata":{"name":"a","uid":{}},"spec":5,"status":[]}]}',
      ),
      'a list of ten million brackets': body(`{"metadata":{},"items":[${'['.repeat(10_000_000)}`),
      'protobuf that is none': body(Buffer.from('k8s\0strange'), {
        'content-type': 'application/vnd.kubernetes.protobuf',
      }),
    }),
  ],
};

/** Made of parts, each a stream of gzip of its own (RFC 1952, 2.2): one of a gigabyte takes seconds to make. */
function bomb(): Buffer {
  const part = gzipSync(Buffer.alloc(32 * 1024 * 1024, ' '));
  return Buffer.concat(Array.from({ length: 32 }, () => part));
}
