import { dirname, isAbsolute, join } from 'node:path';
import type { Problem } from '../../base/problem.ts';
import { stringOf } from '../../model/kubernetes/kubernetesObject.ts';
import {
  type KubeconfigCluster,
  type KubeconfigContext,
  type KubeconfigFile,
  kubeconfigProblem,
  type KubeconfigUser,
} from './kubeconfigFile.ts';
import { parseExecConfig } from './parseExecConfig.ts';
import { KUBECONFIG_LISTS, kubeconfigRoot } from './kubeconfigRoot.ts';
import { FieldReader, isRecord } from './readFields.ts';
import { serverAddress } from './serverAddress.ts';

/**
 * Reads the text of a kubeconfig file. Relative paths are resolved from the file's folder. What is
 * wrong with one entry is said on that entry; throws a `UserError` when the file as a whole cannot
 * be read.
 */
export function parseKubeconfig(content: string, file: string): KubeconfigFile {
  const { root, notes } = kubeconfigRoot(content, file);
  const folder = dirname(file);
  return {
    file,
    currentContext: scalarText(root['current-context']),
    clusters: entries(root, 'clusters').map(([name, item]) => cluster(name, item, folder)),
    users: entries(root, 'users').map(([name, item]) => user(name, item, folder)),
    contexts: entries(root, 'contexts').map(([name, item]) => context(name, item, file)),
    lacks: KUBECONFIG_LISTS.filter((list) => !(list in root)),
    notes,
  };
}

const SINGULAR = { clusters: 'cluster', users: 'user', contexts: 'context' } as const;

function entries(
  root: Readonly<Record<string, unknown>>,
  key: keyof typeof SINGULAR,
): readonly (readonly [string, unknown])[] {
  const items = root[key];
  if (!Array.isArray(items)) return [];
  return items
    .filter(isRecord)
    .map((item) => [scalarText(item['name']), item[SINGULAR[key]]] as const)
    .filter(([name]) => name !== '');
}

/** A text; a number or boolean is taken as one, as a person may forget its quotes. */
function scalarText(value: unknown): string {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : stringOf(value);
}

function cluster(name: string, item: unknown, folder: string): KubeconfigCluster {
  const fields = new FieldReader(item, `The cluster "${name}"`);
  const extension = fields
    .records('extensions')
    .find((one) => one['name'] === 'client.authentication.k8s.io/exec');
  const caData = fields.base64('certificate-authority-data');
  const caFile = absolute(fields.text('certificate-authority'), folder);
  const insecure = fields.flag('insecure-skip-tls-verify');
  const isSecure = insecure || (caData ?? caFile) !== undefined;
  const entry = {
    name,
    server: withScheme(serverAddress(fields.text('server') ?? ''), isSecure),
    insecure,
    ...optional({
      ...dataOrFile({ caData }, { caFile }),
      tlsServerName: fields.text('tls-server-name'),
      proxyUrl: fields.text('proxy-url'),
    }),
    ...(extension ? { execConfig: extension['extension'] } : {}),
  };
  const problem =
    fields.problem ?? serverProblem(name, entry.server) ?? proxyProblem(name, entry.proxyUrl);
  return withProblem(entry, problem);
}

/**
 * An address without a scheme is one of http, or of https where the cluster has a CA, as with
 * kubectl (client-go rest/url_utils.go `DefaultServerURL`, 1.36).
 */
function withScheme(server: string, isSecure: boolean): string {
  const isBare = server !== '' && !/^[a-z][a-z\d+.-]*:\/\//i.test(server);
  return `${isBare ? (isSecure ? 'https://' : 'http://') : ''}${server}`;
}

function proxyProblem(name: string, proxyUrl: string | undefined): Problem | undefined {
  if (proxyUrl === undefined || /^(?:https?|socks5h?):\/\/[^/]/i.test(proxyUrl)) return undefined;
  return kubeconfigProblem(
    `The cluster "${name}" has a proxy-url that is no http, https or socks5 address`,
    'Correct it in the file.',
  );
}

function serverProblem(name: string, server: string): Problem | undefined {
  if (/^https?:$/.test(URL.parse(server)?.protocol ?? '')) return undefined;
  return kubeconfigProblem(
    server === ''
      ? `The cluster "${name}" has no server`
      : `The cluster "${name}" has a server that is no http or https address`,
    'Correct it in the file.',
  );
}

function user(name: string, item: unknown, folder: string): KubeconfigUser {
  const fields = new FieldReader(item, `The user "${name}"`);
  const exec = parseExecConfig(fields.record('exec'), name, folder);
  const provider = fields.record('auth-provider');
  const impersonated = fields.text('as');
  const certData = fields.base64('client-certificate-data');
  const certFile = absolute(fields.text('client-certificate'), folder);
  const keyData = fields.base64('client-key-data');
  const keyFile = absolute(fields.text('client-key'), folder);
  const entry = {
    name,
    ...optional({
      token: fields.text('token'),
      tokenFile: absolute(fields.text('tokenFile'), folder),
      username: fields.text('username'),
      password: fields.text('password'),
      ...dataOrFile({ certData }, { certFile }),
      ...dataOrFile({ keyData }, { keyFile }),
    }),
    ...(exec?.config ? { exec: exec.config } : {}),
    ...(provider ? { authProvider: authProvider(provider) } : {}),
    ...(impersonated === undefined
      ? {}
      : {
          impersonation: {
            user: impersonated,
            groups: fields.texts('as-groups'),
            extra: extraOf(fields.record('as-user-extra')),
            ...optional({ uid: fields.text('as-uid') }),
          },
        }),
  };
  return withProblem(
    entry,
    fields.problem ?? exec?.problem ?? impersonationProblem(name, impersonated, fields),
  );
}

/**
 * As kubectl says (client-go tools/clientcmd/validation.go, 1.36): without a user it would be the
 * person's own rights.
 */
function impersonationProblem(
  name: string,
  impersonated: string | undefined,
  fields: FieldReader,
): Problem | undefined {
  const others = ['as-uid', 'as-groups', 'as-user-extra'].filter((field) => fields.has(field));
  if (impersonated !== undefined || others.length === 0) return undefined;
  return kubeconfigProblem(
    `The user "${name}" has ${others.join(' and ')} without "as": it names nobody to impersonate`,
    'Add "as" or remove them; kubectl refuses such a user.',
  );
}

/**
 * Of a certificate or key that is given both as data and as a file, the data counts, as with
 * kubectl.
 */
function dataOrFile<D extends object, F extends object>(data: D, file: F): D | F {
  return Object.values(data).every((value) => value === undefined) ? file : data;
}

function authProvider(provider: Readonly<Record<string, unknown>>) {
  const config = isRecord(provider['config']) ? provider['config'] : {};
  return {
    name: stringOf(provider['name']),
    config: Object.fromEntries(
      Object.entries(config).map(([key, value]) => [key, scalarText(value)]),
    ),
  };
}

function extraOf(
  value: Readonly<Record<string, unknown>> | undefined,
): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    Object.entries(value ?? {}).map(([key, items]) => [
      key,
      (Array.isArray(items) ? items : [items]).map(scalarText),
    ]),
  );
}

function context(name: string, item: unknown, file: string): KubeconfigContext {
  const fields = new FieldReader(item, `The context "${name}"`);
  const entry = {
    name,
    cluster: fields.text('cluster') ?? '',
    user: fields.text('user') ?? '',
    namespace: fields.text('namespace') ?? '',
    file,
  };
  return withProblem(entry, fields.problem);
}

function absolute(path: string | undefined, folder: string): string | undefined {
  return path === undefined || isAbsolute(path) ? path : join(folder, path);
}

function withProblem<T extends object>(
  entry: T,
  problem: Problem | undefined,
): T & { problem?: Problem } {
  return problem ? { ...entry, problem } : entry;
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Leaves out what is undefined. */
function optional<T extends object>(fields: T): Defined<T> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Defined<T>;
}
