import { isAbsolute, join } from 'node:path';
import type { Problem } from '../../base/problem.ts';
import { stringOf } from '../../model/kubernetes/kubernetesObject.ts';
import { type ExecConfig, kubeconfigProblem } from './kubeconfigFile.ts';
import { FieldReader } from './readFields.ts';

const API_VERSIONS = ['client.authentication.k8s.io/v1', 'client.authentication.k8s.io/v1beta1'];

/**
 * Reads a user's `exec` part. A command with a path separator is relative to the kubeconfig's
 * folder, a bare name is looked up on the PATH, as client-go does (tools/clientcmd/loader.go,
 * 1.36).
 */
export function parseExecConfig(
  item: Readonly<Record<string, unknown>> | undefined,
  user: string,
  folder: string,
): { readonly config?: ExecConfig; readonly problem?: Problem } | undefined {
  if (!item) return undefined;
  const fields = new FieldReader(item, `The credential plugin of the user "${user}"`);
  const apiVersion = fields.text('apiVersion') ?? '';
  const command = fields.text('command') ?? '';
  const mode = fields.text('interactiveMode') ?? 'IfAvailable';
  const refuse = (what: string) => ({
    problem: kubeconfigProblem(
      `The credential plugin of the user "${user}" ${what}`,
      'Correct it in the file.',
    ),
  });
  if (command === '') return refuse('names no command');
  if (!API_VERSIONS.includes(apiVersion)) {
    return refuse(`has the apiVersion "${apiVersion}"; kubectl takes ${API_VERSIONS.join(' or ')}`);
  }
  if (mode !== 'Never' && mode !== 'IfAvailable' && mode !== 'Always') {
    return refuse(`has the interactiveMode "${mode}"; it is Never, IfAvailable or Always`);
  }
  const config = {
    apiVersion,
    command: /[\\/]/.test(command) && !isAbsolute(command) ? join(folder, command) : command,
    args: fields.texts('args'),
    env: fields
      .records('env')
      .map((one) => ({ name: stringOf(one['name']), value: stringOf(one['value']) })),
    installHint: fields.text('installHint') ?? '',
    provideClusterInfo: fields.flag('provideClusterInfo'),
    interactiveMode: mode,
  } as const;
  return fields.problem ? { problem: fields.problem } : { config };
}
