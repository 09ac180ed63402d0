/** How a client reaches the server that has a fault. */
export interface Reached {
  /** The `cluster` of the kubeconfig. */
  readonly cluster: Readonly<Record<string, string | boolean>>;
  /** The `user` of the kubeconfig. */
  readonly user?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Makes a fault; what was started for it ends with the stack. */
export type MakeFault = (stack: AsyncDisposableStack) => Promise<Reached>;

/** One fault. What comes of it stands in no table: it is tried. */
export interface FaultRow {
  readonly where: string;
  /** Unique within its family. */
  readonly what: string;
  readonly make: MakeFault;
}

/** Faults of one sort. */
export interface FaultFamily {
  readonly title: string;
  readonly rows: readonly FaultRow[];
}

/** The rows of one place. */
export function faultsAt(
  where: string,
  rows: Readonly<Record<string, MakeFault>>,
): readonly FaultRow[] {
  return Object.entries(rows).map(([what, make]) => ({ where, what, make }));
}

/** What each fault is called by. */
export function nameOfFault(
  { title }: Pick<FaultFamily, 'title'>,
  { where, what }: Omit<FaultRow, 'make'>,
): string {
  return `${title}: ${where}: ${what}`;
}
