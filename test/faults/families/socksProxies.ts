import { type FaultFamily, faultsAt } from '../faultFamily.ts';
import { behind, socksSaying } from '../servers/proxies.ts';

const NO_PASSWORD = [5, 0];
const PASSWORD = [5, 2];
const answered = (code: number) => [5, code, 0, 1, 0, 0, 0, 0, 0, 0];

/** SOCKS5 proxies (RFC 1928). */
export const SOCKS_PROXIES: FaultFamily = {
  title: 'SOCKS5 proxies',
  rows: [
    ...faultsAt('address', {
      'nothing listens': behind('socks5://127.0.0.1:1'),
    }),
    ...faultsAt('greeting', {
      'never answered': socksSaying(),
      'the connection is ended': socksSaying('end'),
      'answered by an HTTP server': socksSaying('HTTP/1.1 400 Bad Request\r\n\r\n'),
      'no way to sign in that both know': socksSaying([5, 0xff]),
      'a password is wanted': socksSaying(PASSWORD, [1, 1]),
      'another password is wanted': async (stack) => {
        const { cluster } = await socksSaying(PASSWORD, [1, 1])(stack);
        const proxy = String(cluster['proxy-url']).replace('//', '//ada:s3cret@');
        return { cluster: { ...cluster, 'proxy-url': proxy } };
      },
    }),
    ...faultsAt('request', {
      'never answered': socksSaying(NO_PASSWORD),
      'the connection is ended': socksSaying(NO_PASSWORD, 'end'),
      'refused by its rules (2)': socksSaying(NO_PASSWORD, answered(2)),
      'the host cannot be reached (4)': socksSaying(NO_PASSWORD, answered(4)),
    }),
    ...faultsAt('tunnel', {
      'never a word in it': socksSaying(NO_PASSWORD, answered(0)),
      'ended at once': socksSaying(NO_PASSWORD, answered(0), 'end'),
    }),
  ],
};
