import { plainText } from '../../base/text/plainText.ts';
import { type Problem, type ProblemKind, UserError } from '../../base/problem.ts';
import { stringOf } from '../../model/kubernetes/kubernetesObject.ts';
import { type JsonObject, objectsOf, objectOf } from './json.ts';

const MAX_MESSAGE = 600;
const MAX_LEAVES = 5;

/** What a request to Azure is about, for messages. */
export interface ArmSubject {
  /** What is done, as a person says it: `read`, `create`, `scale`, … */
  readonly verb: string;
  /** The object: `the node pools of prod-weu`, `the node pool kata1`, … */
  readonly object: string;
  /** The built-in role that grants it, as Azure spells it. */
  readonly role: string;
}

/** One of the innermost reasons of an error. */
export interface ArmReason {
  readonly code: string;
  /** Azure's own words, safe to show. */
  readonly message: string;
}

/** An answer of Azure Resource Manager that is no success. */
export class ArmError extends UserError {
  readonly status: number;
  /** Azure's code, e.g. `OperationNotAllowed`. */
  readonly code: string;
  readonly reason: ArmReason;
  override readonly retryAfterMs: number;

  constructor(subject: ArmSubject, status: number, body: JsonObject, retryAfterMs = 0) {
    const [reason = { code: '', message: '' }] = reasonsOf(body);
    super(armProblem(subject, status, reason), `${status} ${reason.code} ${reason.message}`);
    this.status = status;
    this.code = outerCode(body) || reason.code;
    this.reason = reason;
    this.retryAfterMs = retryAfterMs;
  }
}

/** The code of an error body in either of its two shapes. */
function outerCode(body: JsonObject): string {
  return stringOf(objectOf(body['error'])['code']) || stringOf(body['code']);
}

/** The innermost reasons of an error, in its order: what stands above them only sums up. */
export function reasonsOf(body: JsonObject): readonly ArmReason[] {
  const error = 'error' in body ? objectOf(body['error']) : body;
  const leaves: ArmReason[] = [];
  collect(error, leaves, 0);
  return leaves.slice(0, MAX_LEAVES);
}

const MAX_DEPTH = 8;

function collect(error: JsonObject, leaves: ArmReason[], depth: number): void {
  const details = objectsOf(error['details']);
  if (details.length > 0 && depth < MAX_DEPTH) {
    for (const detail of details) collect(detail, leaves, depth + 1);
    if (leaves.length > 0) return;
  }
  const code = plainText(stringOf(error['code']), 100);
  const message = plainText(stringOf(error['message']), MAX_MESSAGE);
  if (code !== '' || message !== '') leaves.push({ code, message });
}

/**
 * What each code of Azure means to a person; the first that matches counts. Source: AKS support
 * articles (2026-08-21).
 */
const CODES: readonly (readonly [RegExp, ProblemKind, string])[] = [
  [
    /^(?:OperationNotAllowed|AnotherOperationInProgress|AKSOperationPreempted\w*)$/,
    'conflict',
    'Wait until what goes on there is over, or stop it.',
  ],
  [
    /Quota/i,
    'quota',
    'Ask for more quota (https://aka.ms/AksQuota), or choose fewer nodes or another size.',
  ],
  [
    /^(?:SkuNotAvailable|\w*Allocation(?:Failed|Request)|AksCapacityHeavyUsage)$/,
    'capacity',
    'Try another size, zone or region.',
  ],
  [
    /^MissingSubscriptionRegistration$/,
    'configuration',
    'Register the resource providers Microsoft.ContainerService and Microsoft.Compute for the subscription.',
  ],
  [/^RequestDisallowedByPolicy$/, 'policy', 'Ask who keeps the policies of the subscription.'],
  [/^PreconditionFailed$/, 'conflict', 'Somebody changed it meanwhile: look at it again.'],
];

/** The words for what Azure took on and did not bring to its end. */
export function failureProblem(
  { verb, object }: Pick<ArmSubject, 'verb' | 'object'>,
  { code, message }: ArmReason,
): Problem {
  const [, kind = 'server', next = ''] = CODES.find(([pattern]) => pattern.test(code)) ?? [];
  const said = message === '' ? '' : `: ${message.replace(/\.+$/, '')}`;
  return { kind, what: `Azure could not ${verb} ${object}${said}`, next, retryable: false };
}

/** The words for an answer of Azure. */
export function armProblem(subject: ArmSubject, status: number, reason: ArmReason): Problem {
  const { verb, object, role } = subject;
  const said = reason.message === '' ? '' : `: ${reason.message.replace(/\.+$/, '')}`;
  const known = CODES.find(([pattern]) => pattern.test(reason.code));
  if (status === 401) {
    return {
      kind: 'unauthorized',
      what: `Azure does not accept your sign-in to ${verb} ${object}`,
      next: 'Sign in to Azure again.',
      retryable: false,
    };
  }
  if (status === 403 && known?.[1] !== 'policy') {
    return {
      kind: 'forbidden',
      what: `You may not ${verb} ${object}`,
      next: `Ask for the role "${role}".`,
      retryable: false,
    };
  }
  if (known) {
    const [, kind, next] = known;
    return { kind, what: `Azure refused to ${verb} ${object}${said}`, next, retryable: false };
  }
  if (status === 404) {
    return {
      kind: 'not-found',
      what: `Cannot ${verb} ${object}: Azure does not find it`,
      next: 'It may have been deleted: refresh.',
      retryable: false,
    };
  }
  if (status === 429) {
    return {
      kind: 'throttled',
      what: `Azure is limiting requests (${verb} ${object})`,
      next: '',
      retryable: true,
    };
  }
  const isServer = status === 408 || status >= 500;
  return {
    kind: isServer ? 'server' : status === 409 || status === 412 ? 'conflict' : 'server',
    what: `Azure ${isServer ? 'could not' : 'refused to'} ${verb} ${object}${said || ` (HTTP ${status})`}`,
    next: '',
    retryable: isServer,
  };
}
