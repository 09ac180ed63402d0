import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cleanPath } from '../../../../src/model/kubernetes/cleanPath.ts';
import { sysctlName } from '../../../../src/model/kubernetes/sysctlName.ts';

describe('As the kubelet reads them', () => {
  // Those of Kubernetes, component-helpers node/util/sysctl/sysctl_test.go.
  const SYSCTLS: readonly (readonly [string, string])[] = [
    ['', ''],
    ['net', 'net'],
    ['net.ipv4.conf.eno2/100.rp_filter', 'net.ipv4.conf.eno2/100.rp_filter'],
    ['net/ipv4/conf/eno2.100/rp_filter', 'net.ipv4.conf.eno2/100.rp_filter'],
    ['net/ipv4/ip_local_port_range', 'net.ipv4.ip_local_port_range'],
    ['kernel/shm_rmid_forced', 'kernel.shm_rmid_forced'],
  ];
  for (const [name, read] of SYSCTLS) {
    it(`the sysctl ${name || 'without a name'} is ${read || 'none'}`, () =>
      assert.equal(sysctlName(name), read));
  }

  const PATHS: readonly (readonly [string, string])[] = [
    ['', ''],
    ['/', '/'],
    ['/dev/kvm/', '/dev/kvm'],
    ['//dev/.//kvm', '/dev/kvm'],
    ['/dev/shm/../kvm', '/dev/kvm'],
    ['/../dev', '/dev'],
    ['data/', 'data'],
    ['/dev/.kvm', '/dev/.kvm'],
  ];
  for (const [path, read] of PATHS) {
    it(`the path ${path || 'that is empty'} is ${read || 'none'}`, () =>
      assert.equal(cleanPath(path), read));
  }
});
