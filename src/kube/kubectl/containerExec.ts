import { throwIfAborted } from '../../base/abort.ts';
import { UserError } from '../../base/problem.ts';
import { mayDo } from '../api/accessReview.ts';
import { ApiError } from '../api/apiError.ts';
import type { Connection } from '../api/connection.ts';
import { type ExecRequest, type ExecResult, execInPod } from '../exec/exec.ts';
import { PASS_WEBSOCKETS, UpgradeRefusedError } from '../exec/upgradeRefusedError.ts';
import { findProgram } from '../programs/findProgram.ts';
import { KubectlExec } from './kubectlExec.ts';

/** What a command in a container came to, and whether kubectl had to run it. */
export interface ContainerExecResult extends ExecResult {
  /** Why it went through `kubectl exec`, as a clause; absent where it did not. */
  readonly throughKubectl?: string;
}

/** Why no WebSocket can be had, and what would close that. */
interface Refusal {
  readonly why: string;
  readonly next: string;
}

/**
 * Runs commands in containers: over a WebSocket, and where that is refused by an installed kubectl,
 * which goes by SPDY as it does itself then. No library for Node.js speaks SPDY.
 */
export class ContainerExec {
  readonly #connection: Connection;
  readonly #mayUseKubectl: boolean;
  readonly #kubectl: KubectlExec;
  /** By namespace. */
  readonly #mayCreate = new Map<string, Promise<boolean>>();

  constructor(connection: Connection, mayUseKubectl: boolean) {
    this.#connection = connection;
    this.#mayUseKubectl = mayUseKubectl;
    this.#kubectl = new KubectlExec(connection);
  }

  /**
   * Runs a command. Throws a `UserError` when the API server refuses or cannot be reached, or
   * neither way leads there.
   */
  async run(request: ExecRequest): Promise<ContainerExecResult> {
    const until = Date.now() + request.timeoutMs;
    try {
      return await execInPod(this.#connection, request);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const refusal = await this.#refusalOf(error, request);
      throwIfAborted(request.signal);
      if (!refusal) throw error;
      const { kubectl, obstacle = '' } = this.#find(refusal);
      if (kubectl === undefined) throw withMore(error, obstacle);
      const timeoutMs = Math.max(1, until - Date.now());
      const result = await this.#kubectl
        .run(kubectl, { ...request, timeoutMs })
        .catch((failure: unknown) => {
          throw failure instanceof UserError ? withMore(error, failure.problem.what) : failure;
        });
      return { ...result, throughKubectl: refusal.why };
    }
  }

  async #refusalOf(error: UserError, request: ExecRequest): Promise<Refusal | undefined> {
    if (error instanceof UpgradeRefusedError) return { why: error.why, next: PASS_WEBSOCKETS };
    if (!isGetForbidden(error) || !(await this.#mayCreateExec(request))) return undefined;
    const why = 'there is a right to create pods/exec, but not to get it as a WebSocket needs';
    return { why, next: 'Ask for get on pods/exec.' };
  }

  async #mayCreateExec({ namespace, signal, timeoutMs }: ExecRequest): Promise<boolean> {
    const asked = this.#mayCreate.get(namespace);
    if (asked) return asked.catch(() => false);
    const exec = { group: '', resource: 'pods', subresource: 'exec', namespace };
    const stop = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    const answer = mayDo(this.#connection, { verb: 'create', ...exec }, stop);
    this.#mayCreate.set(namespace, answer);
    try {
      return await answer;
    } catch {
      this.#mayCreate.delete(namespace);
      return false;
    }
  }

  #find({ next }: Refusal): { readonly kubectl?: string; readonly obstacle?: string } {
    const { environment, mayRunPrograms } = this.#connection.forPrograms;
    const another = 'kubectl, which goes another way,';
    if (!this.#mayUseKubectl) return { obstacle: `${another} is not to be run` };
    if (!mayRunPrograms()) return { obstacle: `${another} is not run in an untrusted workspace` };
    const kubectl = findProgram('kubectl', environment);
    if (kubectl !== undefined) return { kubectl };
    const step = next.replace(/\.$/, '');
    return { obstacle: `${step}, or install kubectl, which goes another way` };
  }
}

/** The API server names the verb that is missing first: get, for a WebSocket. */
function isGetForbidden(error: UserError): boolean {
  return (
    error instanceof ApiError &&
    error.status === 403 &&
    / cannot get resource "pods\/exec"/.test(error.serverMessage)
  );
}

function withMore({ problem, cause }: UserError, more: string): UserError {
  return new UserError({ ...problem, what: `${problem.what}. ${more}`, next: '' }, cause);
}
