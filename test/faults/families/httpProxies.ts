import { type FaultFamily, faultsAt } from '../faultFamily.ts';
import { makeCertificates } from '../../sim/certificates.ts';
import { behind, proxyThat, tunnelsThat } from '../servers/proxies.ts';
import { dripping, flooding, saying } from '../servers/strange.ts';

const TUNNEL = 'HTTP/1.1 200 Connection established\r\n\r\n';
const refusing = (status: string, more = '') =>
  proxyThat(saying(`HTTP/1.1 ${status}\r\n${more}Content-Length: 0\r\n\r\n`, true));

/** HTTP and HTTPS proxies. */
export const HTTP_PROXIES: FaultFamily = {
  title: 'HTTP and HTTPS proxies',
  rows: [
    ...faultsAt('address', {
      'a name that cannot be resolved': behind('http://proxy.invalid:3128'),
      'nothing listens': behind('http://127.0.0.1:1'),
      'nothing listens (HTTPS_PROXY)': () =>
        Promise.resolve({
          cluster: { server: 'https://cluster.example' },
          environment: { HTTPS_PROXY: 'http://127.0.0.1:1' },
        }),
    }),
    ...faultsAt('CONNECT', {
      'taken, and never a word': proxyThat(() => undefined),
      'the connection is ended': proxyThat((socket) => socket.once('data', () => socket.end())),
      'HTTP 407': refusing(
        '407 Proxy Authentication Required',
        'Proxy-Authenticate: Negotiate\r\n',
      ),
      'HTTP 502': refusing('502 Bad Gateway'),
      'another protocol greets': proxyThat((socket) => socket.write('SSH-2.0-OpenSSH_9.9\r\n')),
      'a head of one byte in half a second': proxyThat((socket) =>
        dripping(socket, `HTTP/1.1 200 OK\r\nX-Slow: ${'x'.repeat(1000)}`, 500),
      ),
      'a head without end': proxyThat((socket) =>
        socket.once('data', () => {
          socket.write('HTTP/1.1 200 OK\r\n');
          flooding(socket, Buffer.from('X-More: 1\r\n'.repeat(1000)));
        }),
      ),
    }),
    ...faultsAt('TLS with the proxy', {
      'a certificate by an unknown CA': async (stack) => {
        const { cert, key } = await makeCertificates(['127.0.0.1']);
        return proxyThat(() => undefined, 'https', { cert, key })(stack);
      },
      'it speaks no TLS': proxyThat(saying('HTTP/1.1 400 Bad Request\r\n\r\n', true), 'https'),
    }),
    ...faultsAt('tunnel', {
      'ended at once': proxyThat(saying(TUNNEL, true)),
      'never a word in it': proxyThat((socket) => socket.once('data', () => socket.write(TUNNEL))),
      'a web page in it': proxyThat(
        saying(`${TUNNEL}HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>`),
      ),
      'to another server, whose CA is unknown': async (stack) => {
        const { cluster, ...reached } = await tunnelsThat(() => undefined)(stack);
        const { ca } = await makeCertificates(['127.0.0.1']);
        const other = Buffer.from(ca).toString('base64');
        return { ...reached, cluster: { ...cluster, 'certificate-authority-data': other } };
      },
      'ended in the middle of each answer': tunnelsThat((client, tunnel) => {
        let seen = 0;
        tunnel.on('data', (chunk: Buffer) => {
          seen += chunk.length;
          if (seen > 4000) client.destroy();
        });
      }),
      'ended once two have been made': tunnelsThat((client, _tunnel, count) => {
        if (count > 2) client.destroy();
      }),
    }),
  ],
};
