import { isAbort } from '../../base/abort.ts';
import { plainText } from '../../base/text/plainText.ts';
import { loadYaml } from '../../files/loadYaml.ts';
import { UserError } from '../../base/problem.ts';
import type { ExecConfig, KubeconfigCluster } from '../kubeconfig/kubeconfigFile.ts';
import { runProgram } from '../programs/runProgram.ts';
import type { Credential } from './credential.ts';
import { deviceCodeOf } from './deviceCode.ts';
import { execInfo, parseExecCredential, pluginProblem } from './execCredential.ts';
import { redact } from '../../base/text/redact.ts';

const MAX_OUTPUT_BYTES = 1024 * 1024;
const MAX_LINE = 500;

/** How long a person may take to enter a code: Entra ID's are good for 15 minutes. */
const SIGN_IN_MS = 15 * 60_000;

/** Told a line, safe to show, that a credential plugin says to a person. */
export type OnPluginLine = (line: string, plugin: string) => void;

export interface PluginRun {
  readonly exec: ExecConfig;
  readonly cluster: KubeconfigCluster;
  /** The cluster's CA in base64, for plugins that ask for cluster information. */
  readonly caData: string | undefined;
  /** How long it may take without a word to a person, in milliseconds. */
  readonly timeoutMs: number;
  readonly onLine?: OnPluginLine;
  readonly signal: AbortSignal;
}

/**
 * Runs a credential plugin with the environment kubectl gives it, without a terminal. Throws a
 * `UserError` when it needs one, is missing, fails, hangs or prints something else.
 */
export async function runPlugin(run: PluginRun): Promise<Credential> {
  const { exec } = run;
  if (exec.interactiveMode === 'Always') {
    throw new UserError(
      pluginProblem(
        `The credential plugin "${exec.command}" needs a terminal (interactiveMode: Always)`,
        'Sign in with it in a terminal first, or choose a login mode that needs none, e.g. kubelogin convert-kubeconfig -l azurecli.',
      ),
    );
  }
  const { code, stdout, stderr } = await output(run);
  if (code !== 0) {
    const said = plainText(redact(lastLine(stderr)), 300);
    throw new UserError(
      pluginProblem(
        `The credential plugin "${exec.command}" failed (exit code ${code ?? 'unknown'})${said ? `: ${said}` : ''}`,
        'Sign in again in a terminal.',
      ),
    );
  }
  return parseExecCredential(await printedValue(stdout), exec);
}

/** JSON, or YAML, which kubectl takes as well; `undefined` for what is neither. */
async function printedValue(printed: string): Promise<unknown> {
  try {
    return JSON.parse(printed);
  } catch {
    const { parse } = await loadYaml();
    try {
      return parse(printed, { maxAliasCount: 0, logLevel: 'error' });
    } catch {
      return undefined;
    }
  }
}

async function output({
  exec,
  cluster,
  caData,
  timeoutMs,
  onLine,
  signal,
}: PluginRun): Promise<{ code: number | undefined; stdout: string; stderr: string }> {
  let told = 0;
  const { stdout, stderr, end } = await runProgram({
    command: exec.command,
    args: exec.args,
    environment: {
      ...process.env,
      ...Object.fromEntries(exec.env.map(({ name, value }) => [name, value])),
      KUBERNETES_EXEC_INFO: execInfo(exec, cluster, caData),
    },
    timeoutMs,
    largestOutput: MAX_OUTPUT_BYTES,
    onStderr: (printed) => {
      let allowedMs: number | undefined;
      for (let at = printed.indexOf('\n', told); at >= 0; at = printed.indexOf('\n', told)) {
        const line = printed.slice(told, at).trim();
        told = at + 1;
        if (deviceCodeOf(line)) allowedMs = SIGN_IN_MS;
        if (line !== '') onLine?.(plainText(redact(line), MAX_LINE), exec.command);
      }
      return allowedMs;
    },
    signal,
  }).catch((error: unknown) => {
    throw isAbort(error) || !(error instanceof Error) ? error : startError(exec, error);
  });
  if (end.kind === 'flood') throw floodError(exec);
  if (end.kind === 'timeout') throw timeoutError(exec, end.afterMs);
  return { code: end.code, stdout, stderr };
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}

function floodError({ command }: ExecConfig): UserError {
  return new UserError(
    pluginProblem(
      `The credential plugin "${command}" printed more than 1 MB`,
      'Run it in a terminal and see what it prints.',
    ),
  );
}

function timeoutError({ command }: ExecConfig, timeoutMs: number): UserError {
  return new UserError(
    pluginProblem(
      `The credential plugin "${command}" did not answer within ${timeoutMs / 1000} s`,
      'It may be waiting for a sign-in: run it in a terminal.',
    ),
  );
}

function startError({ command, installHint }: ExecConfig, cause: Error): UserError {
  const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
  return new UserError(
    pluginProblem(
      missing
        ? `The credential plugin "${command}" was not found`
        : `The credential plugin "${command}" cannot be started (${(cause as NodeJS.ErrnoException).code ?? cause.message})`,
      plainText(installHint, 500) ||
        (missing
          ? 'Install it, or put its folder on the PATH.'
          : 'Check that it is a program you may run.'),
    ),
    cause,
  );
}
