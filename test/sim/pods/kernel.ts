/** What the programs of a pod see of the kernel under them. */
export interface Kernel {
  /** Which kind of runtime puts it under a pod: their errors differ. */
  readonly runtime: 'runc' | 'gvisor' | 'kata';
  readonly release: string;
  /** `uname -v`. */
  readonly version: string;
  readonly files: Readonly<Record<string, string>>;
}

const GVISOR_VERSION = '#1 SMP Sun Jan 10 15:06:54 PST 2016';

/** gVisor's own kernel: `4.19.0-gvisor` since release 20260427.0, `4.4.0` before. */
export function gvisorKernel(release: '4.19.0-gvisor' | '4.4.0'): Kernel {
  const image = release === '4.4.0' ? '4.4.0-gvisor' : release;
  return {
    runtime: 'gvisor',
    release,
    version: GVISOR_VERSION,
    files: {
      '/proc/version': `Linux version ${release} ${GVISOR_VERSION}\n`,
      '/proc/cmdline': `BOOT_IMAGE=/vmlinuz-${image} quiet\n`,
      ...(release === '4.4.0'
        ? {}
        : { '/proc/sys/kernel/osrelease': `${release}\n`, '/proc/gvisor/spec_environ': '\n' }),
    },
  };
}

/** The guest of a Kata pod on AKS: Azure Linux's kernel for micro VMs. */
export function kataKernel(release = '6.6.137.mshv1-1.azl3'): Kernel {
  const version = '#1 SMP Tue Aug 11 09:12:44 UTC 2026';
  return {
    runtime: 'kata',
    release,
    version,
    files: {
      '/proc/version': `Linux version ${release} (root@CBL-Mariner) (gcc (GCC) 13.2.0, GNU ld (GNU Binutils) 2.41) ${version}\n`,
      '/proc/cmdline':
        'root=/dev/pmem0p1 rootflags=dax,data=ordered,errors=remount-ro ro rootfstype=ext4 panic=1 no_timer_check noreplace-smp console=ttyS0,115200n8 systemd.unit=kata-containers.target systemd.mask=systemd-networkd.service agent.log_vport=1025\n',
      '/proc/sys/kernel/osrelease': `${release}\n`,
    },
  };
}

/** The node's kernel, as every runc pod sees it. */
export function nodeKernel(release: string): Kernel {
  const isUbuntu = release.endsWith('-azure');
  const version = isUbuntu
    ? '#75-Ubuntu SMP Fri Jul 31 10:02:11 UTC 2026'
    : '#1 SMP PREEMPT_DYNAMIC Thu Aug 13 03:20:05 UTC 2026';
  const compiler = isUbuntu
    ? '(buildd@lcy02-amd64-083) (x86_64-linux-gnu-gcc-13 (Ubuntu 13.3.0-6ubuntu2~24.04) 13.3.0, GNU ld (GNU Binutils for Ubuntu) 2.42)'
    : '(root@CBL-Mariner) (gcc (GCC) 13.2.0, GNU ld (GNU Binutils) 2.41)';
  return {
    runtime: 'runc',
    release,
    version,
    files: {
      '/proc/version': `Linux version ${release} ${compiler} ${version}\n`,
      '/proc/cmdline': `BOOT_IMAGE=/boot/vmlinuz-${release} root=UUID=5c2f0a3e-7d14-4a59-9c0e-0d5d5e0c3c11 ro console=tty1 console=ttyS0 earlyprintk=ttyS0 nvme_core.io_timeout=240 panic=-1\n`,
      '/proc/sys/kernel/osrelease': `${release}\n`,
    },
  };
}
