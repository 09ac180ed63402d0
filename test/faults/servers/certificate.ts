import { lazy } from '../../../src/base/lazy.ts';
import { makeCertificates } from '../../sim/certificates.ts';
import type { StrangeServer } from '../../strangeServer.ts';
import type { Reached } from '../faultFamily.ts';

/** The certificate of all servers with a fault that is not in their certificate. */
export const ownCertificate = lazy(() => makeCertificates(['127.0.0.1', 'cluster.example']));

/** A text as a kubeconfig holds it. */
export function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

/** The way to a server of this machine by TLS, whose CA is trusted. */
export async function securely({ port }: Pick<StrangeServer, 'port'>): Promise<Reached> {
  const { ca } = await ownCertificate();
  return {
    cluster: { server: `https://127.0.0.1:${port}`, 'certificate-authority-data': base64(ca) },
    user: { token: 'token-of-a-test' },
  };
}
