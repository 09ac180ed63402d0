import type { Disposable } from '../../base/disposable.ts';
import { type Credential, isSameCredential } from '../credentials/credential.ts';
import { CredentialSource, type SignInOptions } from '../credentials/credentialSource.ts';
import type { ResolvedContext } from '../kubeconfig/mergeKubeconfigs.ts';
import type { Environment } from '../../net/proxy.ts';
import { type SecuredClient, secureClient } from './securedClient.ts';

/** Gives the way to a context's API server with a credential that is valid now. */
export class ClientSource implements Disposable {
  readonly #context: ResolvedContext;
  readonly #environment: Environment;
  readonly #credentials: CredentialSource;
  #client: { readonly for: Credential; readonly made: Promise<SecuredClient> } | undefined;

  constructor(context: ResolvedContext, environment: Environment, options: SignInOptions) {
    this.#context = context;
    this.#environment = environment;
    this.#credentials = new CredentialSource(context, options);
  }

  async get(signal: AbortSignal): Promise<SecuredClient> {
    const credential = await this.#credentials.get(signal);
    if (!this.#client || !isSameCredential(this.#client.for, credential)) {
      const before = this.#client;
      const made = secureClient(this.#context, credential, this.#environment);
      const client = { for: credential, made };
      this.#client = client;
      void before?.made.then(closeWhenIdle, () => undefined);
      // What was wrong, e.g. a CA file that was not there, is looked at anew by the next one who
      // asks.
      made.catch(() => {
        if (this.#client === client) this.#client = undefined;
      });
    }
    return this.#client.made;
  }

  /** Forgets the credential of a client, because the server refused it. */
  invalidate({ credential }: SecuredClient): Promise<void> {
    return this.#credentials.invalidate(credential);
  }

  /** Reads the certificates anew at the next request, because the server's was not trusted. */
  reconnect(): void {
    void this.#client?.made.then(closeWhenIdle, () => undefined);
    this.#client = undefined;
  }

  dispose(): void {
    void this.#client?.made.then(
      ({ dispatcher }) => dispatcher.destroy(),
      () => undefined,
    );
    this.#client = undefined;
  }
}

/**
 * Lets requests under way end, then closes; a credential that was replaced must not cut a watch.
 */
function closeWhenIdle({ dispatcher }: SecuredClient): void {
  dispatcher.close().catch(() => undefined);
}
