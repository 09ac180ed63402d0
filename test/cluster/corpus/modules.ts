import { execFile } from 'node:child_process';
import { homedir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

/** Go modules that carry manifests, and the version of each: together more than 3,000 manifests of many authors. */
const MODULES: Readonly<Record<string, string>> = {
  'github.com/argoproj/argo-cd/v3': 'v3.5.7',
  'github.com/argoproj/argo-workflows/v4': 'v4.0.5',
  'github.com/cert-manager/cert-manager': 'v1.21.2',
  'github.com/cilium/cilium': 'v1.20.2',
  'github.com/dapr/dapr': 'v1.14.0',
  'github.com/fluxcd/flagger': 'v1.36.1',
  'github.com/kedacore/keda/v2': 'v2.21.0',
  'github.com/kubeflow/trainer/v2': 'v2.0.0',
  'github.com/kyverno/kyverno': 'v1.19.1',
  'github.com/projectcontour/contour': 'v1.33.8',
  'github.com/prometheus-operator/prometheus-operator': 'v0.85.0',
  'github.com/ray-project/kuberay/ray-operator': 'v1.5.0',
  'github.com/vmware-tanzu/velero': 'v1.18.3',
  'github.com/zegl/kube-score': 'v1.20.0',
  'istio.io/istio': 'v0.0.0-20260827124520-eed52ebb66ad',
  'k8s.io/ingress-nginx': 'v0.0.0-20240708192948-52c50467d67d',
  'k8s.io/kubernetes': 'v1.36.3',
  'k8s.io/pod-security-admission': 'v0.36.3',
  'knative.dev/serving': 'v0.51.0',
  'sigs.k8s.io/cluster-api': 'v1.14.2',
  'sigs.k8s.io/kueue': 'v0.17.0',
  'sigs.k8s.io/kustomize/kyaml': 'v0.21.1',
  'sigs.k8s.io/kwok': 'v0.8.0',
  'sigs.k8s.io/metrics-server': 'v0.8.0',
};

/**
 * Downloads the modules into a cache of their own, once, and gives the folder of each. Rejects with what Go says of one
 * that cannot be had.
 */
export async function downloadModules(): Promise<readonly string[]> {
  const cache = process.env['XDG_CACHE_HOME'] || path.join(homedir(), '.cache');
  const env = {
    ...process.env,
    GOMODCACHE: path.join(cache, 'aks-sandbox-corpus'),
    GOFLAGS: '-modcacherw',
    GO111MODULE: 'on',
  };
  const folders: string[] = [];
  for (const [module, version] of Object.entries(MODULES)) {
    const args = ['mod', 'download', '-json', `${module}@${version}`];
    const { stdout } = await promisify(execFile)('go', args, { env }).catch((error: unknown) => {
      return error as { readonly stdout: string };
    });
    const { Dir, Error: problem } = JSON.parse(stdout || '{}') as { Dir?: string; Error?: string };
    if (Dir === undefined) throw new Error(`Go cannot bring ${module}@${version}: ${problem}`);
    folders.push(Dir);
  }
  return folders;
}
