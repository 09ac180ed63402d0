import type { Container, Pod } from '../kube/pod.ts';
import { runCommand, type CommandHost, type CommandResult } from './command.ts';
import type { PodRuntimes } from './podRuntimes.ts';

/** What a program in one of the pod's containers finds. */
export function commandHost(runtimes: PodRuntimes, pod: Pod, container: string): CommandHost {
  const isEphemeral = pod.spec.ephemeralContainers?.some(({ name }) => name === container);
  return {
    hostname: pod.metadata.name,
    kernel: runtimes.kernel(pod),
    bootId: runtimes.bootId(pod, container),
    // An ephemeral container brings its own programs into the same sandbox.
    profile: isEphemeral === true ? 'normal' : runtimes.profile(pod, container),
    fakedRelease: runtimes.of(pod).fakedRelease ?? '4.19.0-gvisor',
  };
}

/** What becomes of a container's own process; without a command of its own, it serves on. */
export function processOf(
  runtimes: PodRuntimes,
  pod: Pod,
  { name, command = [], args = [] }: Container,
): CommandResult {
  if (command.length === 0) return { kind: 'running', stdout: '', stderr: '' };
  return runCommand([...command, ...args], commandHost(runtimes, pod, name));
}
