import { CAT_PROC } from './reading.ts';

/** The image that is brought along when the pod's own has no program to read files with. */
export const DEFAULT_CHECK_IMAGE = 'mcr.microsoft.com/azurelinux/busybox:1.36';

/**
 * A container that reads the kernel files, prints them and ends. It asks for nothing, so that the
 * strictest Pod Security Standard admits it.
 */
export function probeContainerSpec(name: string, image: string) {
  return {
    name,
    image,
    command: [...CAT_PROC],
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      runAsNonRoot: true,
      runAsUser: 65534,
      seccompProfile: { type: 'RuntimeDefault' },
    },
  };
}

/** A name for an object that one check makes: it must be new each time. */
export function probeName(random: () => number = Math.random): string {
  const suffix = Math.floor(random() * 36 ** 6)
    .toString(36)
    .padStart(6, '0');
  return `aks-sandbox-check-${suffix}`;
}
