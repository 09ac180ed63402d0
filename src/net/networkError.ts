import { isAbort } from '../base/abort.ts';
import { type ProblemKind, UserError } from '../base/problem.ts';
import { ProxyError } from './proxyError.ts';
import { TooLargeError } from './readBody.ts';
import type { Subject } from './subject.ts';
import { DeadlineError } from './within.ts';

/**
 * Codes of Node, undici and OpenSSL, and what they mean to a person. The first that matches counts.
 */
const CODES: readonly (readonly [RegExp, ProblemKind, string, string])[] = [
  [
    /^(?:ENOTFOUND|EAI_AGAIN)$/,
    'unreachable',
    'its address cannot be resolved',
    'Check the network and VPN; a private cluster needs a line into its network.',
  ],
  [
    /^(?:ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/,
    'unreachable',
    'nothing answers at its address',
    'Check that the cluster runs (an AKS cluster may be stopped), and the network and VPN.',
  ],
  [
    /^(?:UND_ERR_CONNECT_TIMEOUT|ETIMEDOUT|ECONNABORTED)$/,
    'unreachable',
    'the connection timed out',
    "Check the network, VPN, proxy and the cluster's authorized IP ranges.",
  ],
  [/^(?:UND_ERR_HEADERS_TIMEOUT|UND_ERR_BODY_TIMEOUT)$/, 'timeout', 'it stopped answering', ''],
  [
    /^(?:ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)$/,
    'certificate',
    'its certificate is for another name',
    'Check server and tls-server-name in the kubeconfig.',
  ],
  [
    /^CERT_(?:HAS_EXPIRED|NOT_YET_VALID)$/,
    'certificate',
    'its certificate is not valid at this time',
    "Renew it, or check this machine's clock.",
  ],
  [
    /CERT|^(?:DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|HOSTNAME_MISMATCH|INVALID_CA)|^ERR_TLS_CERT/,
    'certificate',
    'its certificate is not trusted',
    "Check certificate-authority in the kubeconfig; behind TLS inspection add your company's CA to the operating system's store.",
  ],
  [
    /^(?:ERR_SSL|EPROTO|ERR_OSSL)/,
    'certificate',
    'no secure connection could be made',
    'Check the server address, the proxy and the client certificate in the kubeconfig.',
  ],
  [/^Z_/, 'invalid-answer', 'its answer ended early or was changed on the way', ''],
  [
    /HEADERS?_OVERFLOW$/,
    'invalid-answer',
    'the head of its answer is too long',
    'Check its address: something else than the server may answer there.',
  ],
  [
    /^HPE_/,
    'invalid-answer',
    'its answer is no HTTP',
    'Check its address: something else than the server may answer there.',
  ],
  [
    /^(?:ECONNRESET|EPIPE|UND_ERR_SOCKET|UND_ERR_ABORTED|UND_ERR_RES|ERR_HTTP2_)/,
    'unreachable',
    'the connection was cut',
    '',
  ],
];

/**
 * The error for a request that got no answer. Abort errors and errors that already have words are
 * returned as they are.
 */
export function networkError(subject: Subject, error: unknown): unknown {
  const code = codeOf(error);
  if (error instanceof UserError) return error;
  // undici calls it an abort, too, when a proxy refuses or a connection is torn down.
  if (isAbort(error) && code !== 'UND_ERR_ABORTED') return error;
  if (error instanceof TooLargeError) {
    return tooMuch(subject, `it is larger than ${Math.round(error.largest / 1_000_000)} MB`, error);
  }
  if (error instanceof DeadlineError) return timeout(subject, error);
  const proxy = proxyErrorIn(error);
  if (proxy) return proxyProblem(subject, proxy);
  const known = CODES.find(([pattern]) => pattern.test(code));
  const [, kind, why, next] = known ?? [
    undefined,
    'unreachable' as const,
    `the request failed${code === '' ? '' : ` (${code})`}`,
    '',
  ];
  return new UserError(
    {
      kind,
      what: `Cannot reach ${subject.cluster} to ${subject.verb} ${subject.object}: ${why}`,
      next,
      retryable: kind !== 'certificate',
    },
    error,
  );
}

function timeout(subject: Subject, error: DeadlineError): UserError {
  return new UserError(
    {
      kind: 'timeout',
      what: `Cannot reach ${subject.cluster} to ${subject.verb} ${subject.object}: there was no whole answer within ${Math.ceil(error.ms / 1000)} s`,
      next: 'Check the network, VPN and proxy.',
      retryable: true,
    },
    error,
  );
}

/** What came of the way to the proxy, which a person must not take for the cluster. */
function proxyProblem(subject: Subject, error: ProxyError): UserError {
  const { proxy, status } = error;
  const [, , known = ''] = CODES.find(([pattern]) => pattern.test(codeOf(error.cause))) ?? [];
  const why = error.why ?? known;
  const said =
    status === undefined
      ? `cannot be used${why === '' ? '' : `: ${why}`}`
      : `refused (HTTP ${status})`;
  return new UserError(
    {
      kind: 'unreachable',
      what: `Cannot reach ${subject.cluster} to ${subject.verb} ${subject.object}: the proxy ${proxy} ${said}`,
      next: 'Check proxy-url in the kubeconfig or HTTPS_PROXY, and the credentials in it.',
      retryable: true,
    },
    error,
  );
}

function proxyErrorIn(error: unknown, depth = 0): ProxyError | undefined {
  if (error instanceof ProxyError) return error;
  if (!(error instanceof Error) || depth > 4) return undefined;
  return proxyErrorIn(error.cause, depth + 1);
}

/** The code of an error or of what caused it; undici and proxies wrap the socket's own error. */
function codeOf(error: unknown, depth = 0): string {
  if (!(error instanceof Error) || depth > 4) return '';
  const inner = error instanceof AggregateError ? error.errors[0] : error.cause;
  const below = codeOf(inner, depth + 1);
  if (below !== '') return below;
  const code = (error as NodeJS.ErrnoException).code;
  if (typeof code === 'string') return code;
  // undici's parser gives codes to few of its errors.
  return error.name === 'HTTPParserError' ? 'HPE_' : '';
}

/** What helps where something else than the server answers. */
export const ANSWERED_IN_PLACE =
  "A sign-in page of the network or a proxy answers in its place: open the server's address in a browser, and check the proxy.";

/**
 * The error for a page for people in place of an answer; `undefined` where it is none, as the API
 * server says nothing in HTML, and where its status tells more: signing in again or waiting may
 * help with whoever asks for it, and a server that is down is told by its load balancer.
 */
export function webPageError(
  { cluster, verb, object }: Subject,
  status: number,
  contentType: string | string[] | undefined,
): UserError | undefined {
  if (!/^\s*text\/html\b/i.test(String(contentType ?? ''))) return undefined;
  const isSuccess = status >= 200 && status < 300;
  const refuses = status >= 400 && status < 500 && status !== 401 && status !== 429;
  if (!isSuccess && !refuses) return undefined;
  return new UserError({
    kind: 'invalid-answer',
    what: `${cluster} answered with a web page (${refuses ? `HTTP ${status}, ` : ''}${verb} ${object})`,
    next: ANSWERED_IN_PLACE,
    // A refusal is the same another time.
    retryable: isSuccess,
  });
}

/** The error for an answer of which there is more than is taken: another time it is no less. */
export function tooMuch(subject: Subject, why: string, cause?: unknown): UserError {
  const { problem } = invalidAnswer(subject, why);
  return new UserError({ ...problem, retryable: false }, cause);
}

/** The error for an answer that cannot be understood. */
export function invalidAnswer(subject: Subject, why: string, cause?: unknown): UserError {
  return new UserError(
    {
      kind: 'invalid-answer',
      what: `${subject.cluster} gave an answer that cannot be read (${subject.verb} ${subject.object}): ${why}`,
      next: 'Something between you and the cluster may be changing the answers.',
      retryable: true,
    },
    cause,
  );
}
