/**
 * The name of a sysctl with dots between its parts, as the kubelet hands it to the runtime. One
 * with slashes has both changed, so that `net/ipv4/conf/eno2.100/rp_filter` keeps its interface
 * (Kubernetes, component-helpers node/util/sysctl/sysctl.go, 1.36.3).
 */
export function sysctlName(name: string): string {
  if (/[./]/.exec(name)?.[0] !== '/') return name;
  return name.replaceAll(/[./]/g, (separator) => (separator === '/' ? '.' : '/'));
}
