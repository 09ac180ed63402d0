import type { Isolation } from '../isolation/isolation.ts';

/** A RuntimeClass that many clusters have under one name. */
interface UsualClass {
  readonly name: string;
  /** What it is, in a few words. */
  readonly about: string;
  readonly isolation: Extract<Isolation, 'gvisor' | 'kata'>;
}

/**
 * The classes that are usual, those to prefer first (gVisor, user guide; AKS,
 * use-pod-sandboxing.md; kata-deploy: 2026-08).
 */
export const USUAL_CLASSES: readonly UsualClass[] = [
  { name: 'gvisor', about: 'gVisor', isolation: 'gvisor' },
  { name: 'kata-vm-isolation', about: 'Kata on AKS', isolation: 'kata' },
  {
    name: 'kata-mshv-vm-isolation',
    about: 'Kata on AKS, older pools',
    isolation: 'kata',
  },
  {
    name: 'kata-cc-isolation',
    about: 'Confidential containers on AKS',
    isolation: 'kata',
  },
  { name: 'kata-qemu', about: 'Kata with QEMU', isolation: 'kata' },
  { name: 'kata-clh', about: 'Kata with Cloud Hypervisor', isolation: 'kata' },
];
