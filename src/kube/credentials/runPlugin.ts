import { type ChildProcess, spawn } from 'node:child_process';
import { abortError } from '../../base/abort.ts';
import { plainText } from '../../base/text/plainText.ts';
import { loadYaml } from '../../files/loadYaml.ts';
import { UserError } from '../../base/problem.ts';
import type { ExecConfig, KubeconfigCluster } from '../kubeconfig/kubeconfigFile.ts';
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

function output(run: PluginRun): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const { exec, signal, timeoutMs } = run;
  const environment = {
    ...process.env,
    ...Object.fromEntries(exec.env.map(({ name, value }) => [name, value])),
    KUBERNETES_EXEC_INFO: execInfo(exec, run.cluster, run.caData),
  };
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(abortError());
      return;
    }
    const child = spawn(exec.command, [...exec.args], {
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      detached: HAS_GROUPS,
    });
    let stdout = '';
    let stderr = '';
    const collect = (data: Buffer, before: string): string => {
      if (before.length + data.length > MAX_OUTPUT_BYTES) stop(floodError(exec));
      return before.length > MAX_OUTPUT_BYTES ? before : before + data.toString('utf8');
    };
    child.stdout.on('data', (data: Buffer) => (stdout = collect(data, stdout)));
    let told = 0;
    child.stderr.on('data', (data: Buffer) => {
      stderr = collect(data, stderr);
      for (let end = stderr.indexOf('\n', told); end >= 0; end = stderr.indexOf('\n', told)) {
        const line = stderr.slice(told, end).trim();
        told = end + 1;
        if (deviceCodeOf(line)) allow(SIGN_IN_MS);
        if (line !== '') run.onLine?.(plainText(redact(line), MAX_LINE), exec.command);
      }
    });
    const end = (finish: () => void): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancelled);
      process.off('exit', kill);
      finish();
    };
    const kill = (): void => killWithChildren(child);
    const stop = (error: Error): void => {
      kill();
      // What it started elsewhere may hold the pipes open: nobody waits for it.
      child.stdout.destroy();
      child.stderr.destroy();
      end(() => reject(error));
    };
    // It is in a group of its own, which no Ctrl+C reaches.
    process.on('exit', kill);
    const cancelled = (): void => stop(abortError());
    const allow = (ms: number): void => {
      clearTimeout(timer);
      timer = setTimeout(() => stop(timeoutError(exec, ms)), ms);
    };
    let timer: NodeJS.Timeout | undefined;
    allow(timeoutMs);
    signal.addEventListener('abort', cancelled, { once: true });
    child.on('error', (error) => end(() => reject(startError(exec, error))));
    child.on('close', (code) => end(() => resolve({ code, stdout, stderr })));
  });
}

/** Windows knows no groups of processes. */
const HAS_GROUPS = process.platform !== 'win32';

/** Ends a program and what it has started: a script that asks another one is no rarity. */
function killWithChildren(child: ChildProcess): void {
  try {
    if (HAS_GROUPS && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  } catch {
    // All of them have ended.
  }
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
