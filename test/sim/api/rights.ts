import { claimsOf } from '../azure/arm/armCaller.ts';
import { forbidden, StatusError } from '../kube/statusError.ts';
import type { RequestInfo } from './requestInfo.ts';

export interface Rule {
  readonly verbs: readonly string[];
  /** API groups; `*` stands for all. */
  readonly groups: readonly string[];
  /** `pods`, `pods/exec`; `*` stands for all with their subresources. */
  readonly resources: readonly string[];
  /** Only in this namespace; otherwise everywhere. */
  readonly namespace?: string;
}

export interface User {
  readonly name: string;
  /** The bearer token. */
  readonly token: string;
  readonly rules: readonly Rule[];
  /** Not to be granted by any rule, as if the rules did not list it. */
  readonly withheld?: readonly string[];
}

/** What is asked, as in a SelfSubjectAccessReview. */
export interface AccessRequest {
  readonly verb: string;
  readonly group: string;
  /** With its subresource: `pods/exec`. */
  readonly resource: string;
  readonly namespace?: string;
}

const READ = ['get', 'list', 'watch'];
const ANY = ['*'];

const READABLE = [
  'namespaces',
  'nodes',
  'pods',
  'pods/log',
  'pods/status',
  'events',
  'configmaps',
  'services',
  'serviceaccounts',
  'deployments',
  'replicasets',
  'statefulsets',
  'daemonsets',
  'jobs',
  'cronjobs',
  'runtimeclasses',
];

const READ_ALL: Rule = {
  verbs: READ,
  groups: ANY,
  resources: READABLE,
};

const EVERYTHING: Rule = { verbs: ANY, groups: ANY, resources: ANY };

/** Each user's token is its name. */
export const USERS: readonly User[] = [
  { name: 'sim-admin', token: 'sim-admin', rules: [EVERYTHING] },
  { name: 'sim-viewer', token: 'sim-viewer', rules: [READ_ALL] },
  { name: 'sim-no-nodes', token: 'sim-no-nodes', rules: [EVERYTHING], withheld: ['nodes'] },
  {
    name: 'sim-no-exec',
    token: 'sim-no-exec',
    rules: [EVERYTHING],
    withheld: ['pods/exec', 'pods/ephemeralcontainers'],
  },
  {
    name: 'sim-namespaced',
    token: 'sim-namespaced',
    rules: [{ ...EVERYTHING, namespace: 'payments' }],
  },
  { name: 'sim-nobody', token: 'sim-nobody', rules: [] },
];

const ANONYMOUS: User = { name: 'system:anonymous', token: '', rules: [] };

/** What every user may do: ask about oneself, as `system:basic-user` grants. */
const BASIC: Rule = {
  verbs: ['create'],
  groups: ['authorization.k8s.io', 'authentication.k8s.io'],
  resources: ['selfsubjectaccessreviews', 'selfsubjectreviews'],
};

const PUBLIC_PATHS = /^\/(version|healthz|livez|readyz)\/?$/;
const DISCOVERY_PATHS = /^\/(api|apis|openapi)(\/|$)/;

/**
 * The user that a request is made for: an `Impersonate-User` header names another one, known or
 * without any rights, when the user may do everything.
 */
export function impersonated(
  users: readonly User[],
  user: User,
  header: string | string[] | undefined,
): User {
  if (typeof header !== 'string') return user;
  if (!isEverywhere(user)) {
    const why = `User "${user.name}" cannot impersonate resource "users" in API group "" at the cluster scope`;
    throw forbidden({ group: '', resource: 'users' }, header, why);
  }
  return users.find(({ name }) => name === header) ?? { name: header, token: '', rules: [] };
}

/** The user of an `Authorization` header: `undefined` for a token that nobody has (401). */
export function authenticate(users: readonly User[], header: string | undefined): User | undefined {
  const token = /^Bearer\s+(.+)$/i.exec(header ?? '')?.[1];
  if (token === undefined) return ANONYMOUS;
  return users.find((user) => user.token === token) ?? entraUser(users, token);
}

/** The application that AKS takes tokens of Entra ID for. */
const AKS_SERVER = '6dae42f8-4368-4678-94ff-3960e28e3630';

/** Who signs in with Entra ID is an administrator, with a token for AKS that has not ended. */
function entraUser(users: readonly User[], token: string): User | undefined {
  const claims = claimsOf(token);
  const isFresh = typeof claims?.['exp'] === 'number' && claims['exp'] * 1000 > Date.now();
  return claims?.['aud'] === AKS_SERVER && isFresh ? users[0] : undefined;
}

export function isAllowed(user: User, request: AccessRequest): boolean {
  if (user.withheld?.includes(request.resource)) return false;
  const rules = user === ANONYMOUS ? user.rules : [...user.rules, BASIC];
  return rules.some((rule) => grants(rule, request));
}

function holds(list: readonly string[], value: string): boolean {
  return list.includes('*') || list.includes(value);
}

function grants(rule: Rule, request: AccessRequest): boolean {
  return (
    holds(rule.verbs, request.verb) &&
    holds(rule.groups, request.group) &&
    holds(rule.resources, request.resource) &&
    (rule.namespace === undefined || rule.namespace === request.namespace)
  );
}

/** Throws the API server's 403 when the user may not do what the request asks. */
export function authorize(user: User, info: RequestInfo): void {
  const { group, resource, namespace, name, subresource, path, verb } = info;
  if (group === undefined || resource === undefined) return authorizePath(user, path, verb);
  const full = subresource === undefined ? resource : `${resource}/${subresource}`;
  const request = {
    verb,
    group,
    resource: full,
    ...(namespace === undefined ? {} : { namespace }),
  };
  if (isAllowed(user, request)) return;
  const type = { group, resource };
  throw forbidden(type, name ?? '', deniedText(user, request));
}

/** The authorizer's words for a refusal. */
export function deniedText(user: User, request: AccessRequest): string {
  const scope =
    request.namespace === undefined
      ? 'at the cluster scope'
      : `in the namespace "${request.namespace}"`;
  return `User "${user.name}" cannot ${request.verb} resource "${request.resource}" in API group "${request.group}" ${scope}`;
}

function authorizePath(user: User, path: string, verb: string): void {
  if (PUBLIC_PATHS.test(path)) return;
  if (user !== ANONYMOUS && (DISCOVERY_PATHS.test(path) || isEverywhere(user))) return;
  const message = `forbidden: User "${user.name}" cannot ${verb} path "${path}"`;
  throw new StatusError(403, 'Forbidden', message, {});
}

function isEverywhere(user: User): boolean {
  return user.rules.includes(EVERYTHING);
}
