import { generate } from 'selfsigned';

export interface Certificates {
  /** PEM texts. */
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * A certificate authority made now, and a server certificate of it for the given addresses; both are valid for so many
 * days from a day on.
 */
export async function makeCertificates(
  hosts: readonly string[],
  authority = 'sim-ca',
  fromDays = -1,
  days = 365,
): Promise<Certificates> {
  const from = Date.now() + fromDays * DAY_MS;
  const common = {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(from),
    notAfterDate: new Date(from + days * DAY_MS),
  } as const;
  const ca = await generate([{ name: 'commonName', value: authority }], {
    ...common,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      {
        name: 'keyUsage',
        keyCertSign: true,
        cRLSign: true,
        digitalSignature: true,
        critical: true,
      },
    ],
  });
  const leaf = await generate([{ name: 'commonName', value: 'apiserver' }], {
    ...common,
    ca: { key: ca.private, cert: ca.cert },
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: hosts.map(altName) },
    ],
  });
  return { ca: ca.cert, cert: leaf.cert, key: leaf.private };
}

function altName(host: string) {
  return /^[\d.]+$|:/.test(host)
    ? ({ type: 7, ip: host } as const)
    : ({ type: 2, value: host } as const);
}
