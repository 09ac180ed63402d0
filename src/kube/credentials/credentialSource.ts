import { neverAborted, orAborted } from '../../base/abort.ts';
import { UserError } from '../../base/problem.ts';
import { readRegularFile } from '../../files/readRegularFile.ts';
import { whyUnreadable } from '../../files/unreadable.ts';
import { kubeconfigProblem } from '../kubeconfig/kubeconfigFile.ts';
import type { ResolvedContext } from '../kubeconfig/mergeKubeconfigs.ts';
import { usesKubelogin } from '../kubeconfig/withEntraSignIn.ts';
import { type Credential, isSameCredential } from './credential.ts';
import { pluginProblem } from './execCredential.ts';
import { type OnPluginLine, runPlugin } from './runPlugin.ts';

/** A token file is read anew after this time, as client-go does (transport/token_source.go). */
const TOKEN_FILE_MS = 60_000;
const PLUGIN_TIMEOUT_MS = 60_000;

/** What a credential may come from beside the kubeconfig. */
export interface SignInOptions {
  /** False in an untrusted workspace: no credential plugin is run. */
  readonly mayRunPrograms: () => boolean;
  /** Told each line that a credential plugin prints on stderr, while it runs; nobody if absent. */
  readonly onPluginLine?: OnPluginLine;
  /**
   * A token of Entra ID for API servers of AKS; `expiresAt` in milliseconds since the epoch. Absent
   * where nobody signs in to Azure.
   */
  readonly entraToken?: (
    tenant: string,
    signal: AbortSignal,
  ) => Promise<{ readonly token: string; readonly expiresAt: number }>;
  /**
   * The tenant of the AKS cluster with that server, where somebody signed in to Azure who sees it.
   * Absent where nobody can sign in.
   */
  readonly aksTenant?: (server: string) => Promise<string | undefined>;
}

/** Gives a context's credential, from its cache while it lasts. */
export class CredentialSource {
  readonly #context: ResolvedContext;
  readonly #options: SignInOptions;
  #cached: Promise<Credential> | undefined;
  #expiresAt = Infinity;

  constructor(context: ResolvedContext, options: SignInOptions) {
    this.#context = context;
    this.#options = options;
  }

  /**
   * The credential, fetched when there is none or it ends soon. Callers at the same time share one
   * plugin run.
   */
  get(signal: AbortSignal): Promise<Credential> {
    return orAborted(this.#get(), signal);
  }

  async #get(): Promise<Credential> {
    if (!this.#cached || Date.now() >= this.#expiresAt) {
      this.#expiresAt = Infinity;
      const fetched = this.#fetch();
      this.#cached = fetched;
      try {
        this.#expiresAt = (await fetched).expiresAt ?? Infinity;
      } catch (error) {
        if (this.#cached === fetched) this.#cached = undefined;
        throw error;
      }
    }
    return this.#cached;
  }

  /** Forgets the credential that the server refused, unless there is another by now. */
  async invalidate(refused: Credential): Promise<void> {
    const cached = this.#cached;
    const credential = await cached?.catch(() => undefined);
    if (!credential || this.#cached !== cached) return;
    if (isSameCredential(credential, refused)) this.#cached = undefined;
  }

  async #fetch(): Promise<Credential> {
    const { user } = this.#context;
    const base = {
      ...(user.impersonation ? { impersonation: user.impersonation } : {}),
      ...(await clientCertificate(this.#context)),
    };
    if (user.authProvider) throw authProviderError(user.name, user.authProvider.name);
    // The order is client-go's: a token file wins over a token, and both over an exec plugin's
    // token.
    if (user.tokenFile !== undefined) {
      const read = readNamed(user.tokenFile, 'token file');
      const text = user.token === undefined ? await read : await read.catch(() => user.token ?? '');
      return { ...base, token: text.trim(), expiresAt: Date.now() + TOKEN_FILE_MS };
    }
    if (user.token !== undefined) return { ...base, token: user.token };
    if (user.username !== undefined) {
      return { ...base, username: user.username, password: user.password ?? '' };
    }
    if (user.entra) return { ...base, ...(await this.#entraToken(user.entra.tenant)) };
    if (user.exec) return { ...base, ...(await this.#runPlugin()) };
    return base;
  }

  async #entraToken(tenant: string): Promise<Credential> {
    const { entraToken } = this.#options;
    // Shared by all who wait for it, so no single caller's signal may end it.
    if (entraToken) return entraToken(tenant, neverAborted());
    throw new UserError(
      kubeconfigProblem(
        `${this.#context.ref.name} signs in with Entra ID, and nobody is signed in to Azure`,
        'Sign in to Azure.',
      ),
    );
  }

  async #runPlugin(): Promise<Credential> {
    const { user, cluster, ref } = this.#context;
    if (!user.exec) return {};
    if (!this.#options.mayRunPrograms()) {
      throw new UserError(
        pluginProblem(
          `${ref.name} signs in with the program "${user.exec.command}", which is not run in an untrusted workspace`,
          'Trust this workspace to connect.',
        ),
      );
    }
    const ca =
      cluster.caFile === undefined ? undefined : await readNamed(cluster.caFile, 'CA file');
    const run = {
      exec: user.exec,
      cluster,
      caData: ca === undefined ? cluster.caData : Buffer.from(ca).toString('base64'),
      timeoutMs: PLUGIN_TIMEOUT_MS,
      ...(this.#options.onPluginLine ? { onLine: this.#options.onPluginLine } : {}),
      // Shared by all who wait for it, so no single caller's signal may end it.
      signal: neverAborted(),
    };
    try {
      return await runPlugin(run);
    } catch (error) {
      if (!(error instanceof UserError) || !isMissing(error)) throw error;
      return this.#withoutKubelogin(error);
    }
  }

  /** What kubelogin would do where it is not installed, for who is signed in to Azure. */
  async #withoutKubelogin(missing: UserError): Promise<Credential> {
    const { aksTenant } = this.#options;
    if (!aksTenant || !usesKubelogin(this.#context)) throw missing;
    const tenant = await aksTenant(this.#context.cluster.server);
    if (tenant !== undefined) return this.#entraToken(tenant);
    const { problem } = missing;
    const next = `${problem.next} Or use Sign In to Azure: it needs no other program.`;
    throw new UserError({ ...problem, next }, missing.cause);
  }
}

function isMissing({ cause }: UserError): boolean {
  return cause instanceof Error && (cause as NodeJS.ErrnoException).code === 'ENOENT';
}

async function clientCertificate({ user }: ResolvedContext): Promise<Credential> {
  const certificate =
    user.certFile === undefined
      ? pem(user.certData)
      : await readNamed(user.certFile, 'certificate');
  const key = user.keyFile === undefined ? pem(user.keyData) : await readNamed(user.keyFile, 'key');
  if (certificate === undefined && key === undefined) return {};
  if (certificate === undefined || key === undefined) {
    throw new UserError(
      kubeconfigProblem(
        `The user "${user.name}" has a client ${key === undefined ? 'certificate without its key' : 'key without its certificate'}`,
        'Correct it in the kubeconfig.',
      ),
    );
  }
  return { certificate, key };
}

/** The PEM text of a kubeconfig's `*-data`. */
export function pem(base64: string | undefined): string | undefined {
  return base64 === undefined ? undefined : Buffer.from(base64, 'base64').toString('utf8');
}

/** A bundle of all certificates of an operating system has a quarter of it. */
const MAX_NAMED_BYTES = 1024 * 1024;

/** Reads a file that a kubeconfig names. */
export async function readNamed(path: string, what: string): Promise<string> {
  try {
    return (await readRegularFile(path, MAX_NAMED_BYTES)).toString('utf8');
  } catch (error) {
    throw new UserError(
      kubeconfigProblem(
        `The ${what} ${path} ${whyUnreadable(error)}`,
        'Create it, or correct the kubeconfig that names it.',
      ),
      error,
    );
  }
}

function authProviderError(user: string, provider: string): UserError {
  return new UserError(
    kubeconfigProblem(
      `The user "${user}" signs in with the auth provider "${provider}", which is not supported`,
      provider === 'azure'
        ? 'Convert the kubeconfig with: kubelogin convert-kubeconfig.'
        : 'Use a credential plugin (exec) in the kubeconfig instead.',
    ),
  );
}
