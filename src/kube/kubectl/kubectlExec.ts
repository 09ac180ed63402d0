import { availableParallelism } from 'node:os';
import { throwIfAborted } from '../../base/abort.ts';
import { Turns } from '../../base/turns.ts';
import type { Connection } from '../api/connection.ts';
import type { ExecRequest, ExecResult } from '../exec/exec.ts';
import { runProgram } from '../programs/runProgram.ts';
import { credentialHelperFile } from '../terminal/credentialHelperFile.ts';
import { type OwnKubeconfig, ownKubeconfig } from '../terminal/ownKubeconfig.ts';
import { kubectlEnd } from './kubectlEnd.ts';

/**
 * Of kubectl's own settings: no WebSocket, which was just refused, but SPDY; and no defaults of a
 * person's kuberc (kubernetes.io, reference/kubectl, 1.36).
 */
const SETTINGS = { KUBECTL_REMOTE_COMMAND_WEBSOCKETS: 'false', KUBECTL_KUBERC: 'false' } as const;

/** A kubectl and the plugin that signs it in take 90 MB and a processor. */
const AT_ONCE = Math.min(8, Math.max(2, availableParallelism()));

/**
 * Runs commands in containers by an installed kubectl, as the user of a connection. What it needs
 * lies in a folder of its own while it runs, and is gone when no command runs any more.
 */
export class KubectlExec {
  readonly #connection: Connection;
  readonly #turns = new Turns(AT_ONCE);
  #running = 0;
  #kubeconfig: Promise<OwnKubeconfig> | undefined;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * Runs a command by the kubectl of that path. Throws a `UserError` where kubectl cannot run it;
   * what happens to the command itself is in the result.
   */
  async run(kubectl: string, request: ExecRequest): Promise<ExecResult> {
    const { namespace, pod, container, argv, signal } = request;
    const until = Date.now() + request.timeoutMs;
    this.#running++;
    let done: (() => void) | undefined;
    try {
      done = await this.#turn(request);
      if (!done) return { stdout: '', stderr: '', end: { kind: 'timeout' } };
      const { folder, environment } = await this.#needs(signal);
      const { log, environment: inherited } = this.#connection.forPrograms;
      log.trace(`${kubectl} exec ${namespace}/${pod} (${this.#connection.cluster.name})`);
      const result = await runProgram({
        command: kubectl,
        args: [
          'exec',
          `--namespace=${namespace}`,
          `--container=${container}`,
          `--cache-dir=${folder}`,
          // A name alone could be an option of a server that is not what it should be.
          `pod/${pod}`,
          '--',
          ...argv,
        ],
        environment: { ...inherited, ...SETTINGS, ...environment },
        timeoutMs: Math.max(1, until - Date.now()),
        largestOutput: request.largestOutput,
        signal,
      });
      return kubectlEnd(result);
    } finally {
      done?.();
      this.#running--;
      if (this.#running === 0) this.#forget();
    }
  }

  /** `undefined` where none comes in time. */
  async #turn({ signal, timeoutMs }: ExecRequest): Promise<(() => void) | undefined> {
    const inTime = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    try {
      return await this.#turns.take(inTime);
    } catch {
      throwIfAborted(signal);
      return undefined;
    }
  }

  async #needs(signal: AbortSignal): Promise<OwnKubeconfig> {
    this.#kubeconfig ??= this.#make(signal);
    const made = this.#kubeconfig;
    try {
      return await made;
    } catch (error) {
      if (this.#kubeconfig === made) this.#kubeconfig = undefined;
      throw error;
    }
  }

  /**
   * A password cannot be served: it is written down, for this user alone. Whoever has no credential
   * needs none.
   */
  async #make(signal: AbortSignal): Promise<OwnKubeconfig> {
    const connection = this.#connection;
    const { context, log } = connection.forPrograms;
    const { credential } = await connection.client(signal);
    const isServed = (credential.token ?? credential.certificate) !== undefined;
    const served = {
      runtime: process.execPath,
      plugin: credentialHelperFile(),
      credential: async (asked: AbortSignal) => (await connection.client(asked)).credential,
    };
    const made = await ownKubeconfig(context, isServed ? served : undefined, log);
    const remove = (): void => made.dispose();
    // Whoever presses Ctrl+C twice waits for nothing.
    process.once('exit', remove);
    return {
      ...made,
      dispose: () => {
        process.off('exit', remove);
        remove();
      },
    };
  }

  #forget(): void {
    void this.#kubeconfig?.then(
      (made) => made.dispose(),
      () => undefined,
    );
    this.#kubeconfig = undefined;
  }
}
