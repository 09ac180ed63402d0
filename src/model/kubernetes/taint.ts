/** A node's taint, as `kubectl describe node` names its parts. */
export interface Taint {
  readonly key: string;
  readonly value: string;
  readonly effect: string;
}

export interface Toleration {
  readonly key?: string;
  readonly operator?: string;
  readonly value?: string;
  readonly effect?: string;
}

/** `key=value:Effect`, as kubectl writes a taint. */
export function taintText(taint: Taint): string {
  return `${taint.key}${taint.value === '' ? '' : `=${taint.value}`}:${taint.effect}`;
}

/**
 * The toleration for a taint written as `key=value:Effect` or `key:Effect`; `undefined` when it is
 * not that.
 */
export function parseToleration(text: string): Toleration | undefined {
  const match =
    /^([A-Za-z0-9][\w./-]{0,252})(?:=([\w.-]{0,63}))?:(NoSchedule|PreferNoSchedule|NoExecute)$/.exec(
      text,
    );
  if (!match) return undefined;
  const [, key = '', value, effect = ''] = match;
  return value === undefined
    ? { key, operator: 'Exists', effect }
    : { key, operator: 'Equal', value, effect };
}

/** The toleration that covers one taint and no other. */
export function tolerationOf({ key, value, effect }: Taint): Toleration {
  return value === ''
    ? { key, operator: 'Exists', effect }
    : { key, operator: 'Equal', value, effect };
}

/** Whether a toleration covers a taint: k8s.io/api core/v1 `Toleration.ToleratesTaint` (1.36). */
export function tolerates(toleration: Toleration, taint: Taint): boolean {
  if (toleration.effect && toleration.effect !== taint.effect) return false;
  if (toleration.key && toleration.key !== taint.key) return false;
  if ((toleration.operator ?? 'Equal') === 'Exists') return true;
  return Boolean(toleration.key) && (toleration.value ?? '') === taint.value;
}

/** The taints that keep a pod with these tolerations off a node; `PreferNoSchedule` does not. */
export function untolerated(
  taints: readonly Taint[],
  tolerations: readonly Toleration[],
): readonly Taint[] {
  return taints.filter(
    (taint) =>
      taint.effect !== 'PreferNoSchedule' &&
      !tolerations.some((toleration) => tolerates(toleration, taint)),
  );
}
