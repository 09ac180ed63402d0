/**
 * Work on a cluster that goes on for long; what is kept of it lets a window that was reloaded go on
 * with it. No text that people read is kept.
 */
export type GVisorOperation = InstallOperation | { readonly kind: 'remove' };

const INSTALL_KINDS = ['deploy', 'upgrade', 'resume'] as const;
type InstallKind = (typeof INSTALL_KINDS)[number];

export interface InstallOperation {
  readonly kind: InstallKind;
  readonly nodes: readonly string[];
  /** How many nodes of the pools it does not go to yet; none if absent. */
  readonly others?: number;
  /** The name of the release. */
  readonly release: string;
  readonly image: string;
}

/** An operation as it was kept; `undefined` for what no version of the extension has kept so. */
export function readGVisorOperation(kept: unknown): GVisorOperation | undefined {
  if (typeof kept !== 'object' || kept === null) return undefined;
  const { kind, title, nodes, others, release, image }: Readonly<Record<string, unknown>> = {
    ...kept,
  };
  if (kind === 'remove') return { kind };
  // Version 0.1.0 kept the title beside one kind for both.
  const now = kind === 'install' ? (title === 'Upgrade gVisor' ? 'upgrade' : 'deploy') : kind;
  const install = INSTALL_KINDS.find((one) => one === now);
  if (!install) return undefined;
  if (typeof release !== 'string' || typeof image !== 'string' || !Array.isArray(nodes)) {
    return undefined;
  }
  const names = nodes.filter((node) => typeof node === 'string');
  const more = typeof others === 'number' && others > 0 ? { others } : {};
  return { kind: install, nodes: names, ...more, release, image };
}
