import { UserError } from '../../base/problem.ts';
import { stringOf } from '../../model/kubernetes/kubernetesObject.ts';
import type { ArmAnswer } from './armClient.ts';
import type { ArmSubject } from './armError.ts';
import { objectOf } from './json.ts';

/**
 * The error for an answer that came from a proxy and not from Azure, whose answers have headers
 * `x-ms-…` and errors a code: what a proxy says instead of opening a tunnel looks like the answer.
 * `undefined` for Azure's own.
 */
export function proxyRefusal(
  { verb, object }: ArmSubject,
  { status, headers, body }: ArmAnswer,
): UserError | undefined {
  const isAzures =
    Object.keys(headers).some((name) => name.toLowerCase().startsWith('x-ms-')) ||
    stringOf(objectOf(body['error'])['code']) !== '';
  if (status !== 407 && (status !== 403 || isAzures)) return undefined;
  return new UserError({
    kind: 'unreachable',
    what: `Cannot reach Azure to ${verb} ${object}: a proxy refused (HTTP ${status})`,
    next: 'Check http.proxy or HTTPS_PROXY, the credentials in it, and whether the proxy lets you to Azure.',
    retryable: true,
  });
}
