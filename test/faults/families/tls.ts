import { type Certificates, makeCertificates } from '../../sim/certificates.ts';
import { startStrangeServer } from '../../strangeServer.ts';
import { type FaultFamily, faultsAt, type MakeFault } from '../faultFamily.ts';
import { base64, securely } from '../servers/certificate.ts';
import { answering, secureSocketsThat } from '../servers/strange.ts';

/** A server with this certificate, and a client that trusts its CA unless it is told of another. */
function certified(make: () => Promise<Certificates>, trusts?: () => Promise<string>): MakeFault {
  return async (stack) => {
    const { ca, ...tls } = await make();
    const server = await startStrangeServer((_request, answer) => answer.end('{}'), tls);
    const { cluster } = await securely(stack.use(server));
    const trusted = trusts ? await trusts() : ca;
    return { cluster: { ...cluster, 'certificate-authority-data': base64(trusted) } };
  };
}

const HERE = ['127.0.0.1'];
const another = async (): Promise<string> => (await makeCertificates(HERE)).ca;

/** The server's certificate, and what it says once TLS is spoken. */
export const TLS: FaultFamily = {
  title: 'TLS',
  rows: [
    ...faultsAt('certificate', {
      'by an unknown CA': certified(() => makeCertificates(HERE, 'ours'), another),
      'for another name': certified(() => makeCertificates(['other.example'])),
      'no longer valid': certified(() => makeCertificates(HERE, 'ours', -30, 20)),
      'not yet valid': certified(() => makeCertificates(HERE, 'ours', 10)),
    }),
    ...faultsAt('handshake', {
      'TLS 1.1 alone': secureSocketsThat(() => undefined, {
        minVersion: 'TLSv1.1',
        maxVersion: 'TLSv1.1',
        ciphers: 'DEFAULT@SECLEVEL=0',
      }),
      'a client certificate is wanted': secureSocketsThat(() => undefined, {
        requestCert: true,
        rejectUnauthorized: true,
      }),
    }),
    ...faultsAt('connection', {
      'ended after the handshake': secureSocketsThat((socket) => socket.end()),
      'never a word after the handshake': secureSocketsThat(() => undefined),
      'another protocol greets': secureSocketsThat((socket) =>
        socket.write('220 mail.example\r\n'),
      ),
      'http:// in the kubeconfig': async (stack) => {
        const { cluster } = await answering((_request, answer) => answer.end('{}'))(stack);
        return { cluster: { server: String(cluster['server']).replace('https', 'http') } };
      },
    }),
  ],
};
