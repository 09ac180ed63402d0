import { AGENTS_GROUP } from '../../../model/agents/agentKinds.ts';
import type { SandboxClaim } from '../../../model/agents/sandboxClaim.ts';
import { type RawObject, stringOf } from '../../../model/kubernetes/kubernetesObject.ts';
import type { ListedKind } from '../../list/listedKind.ts';
import {
  AGENT_METADATA,
  agentList,
  agentNames,
  CONDITIONS_SHAPE,
  type RawConditioned,
  readyOf,
} from './agentResource.ts';

/** Where older controllers wrote the Sandbox of a claim: as an annotation, before as a label. */
const SANDBOX_NAME = `${AGENTS_GROUP}/sandbox-name`;

export interface RawSandboxClaim extends RawObject {
  readonly spec?: {
    readonly warmPoolRef?: { readonly name?: string };
    /** Both in v1alpha1 alone; a pool is `none`, `default` or named. */
    readonly sandboxTemplateRef?: { readonly name?: string };
    readonly warmpool?: string;
  };
  readonly status?: RawConditioned['status'] & {
    readonly sandbox?: { readonly name?: string };
  };
}

/** Reads a SandboxClaim as the API sends it, of either version. */
export function projectSandboxClaim(raw: RawSandboxClaim): SandboxClaim {
  const { metadata, spec, status } = raw;
  const names = agentNames(raw);
  const named =
    stringOf(status?.sandbox?.name) ||
    stringOf(metadata?.annotations?.[SANDBOX_NAME]) ||
    stringOf(metadata?.labels?.[SANDBOX_NAME]);
  const poolName = stringOf(spec?.warmPoolRef?.name) || oldPool(spec?.warmpool);
  const templateName = stringOf(spec?.sandboxTemplateRef?.name);
  const ready = readyOf(raw.status);
  return {
    ...names,
    sandboxName: named || names.name,
    ...(poolName === '' ? {} : { poolName }),
    ...(templateName === '' ? {} : { templateName }),
    ...(ready ? { ready } : {}),
  };
}

function oldPool(name: string | undefined): string {
  return name === 'none' || name === 'default' ? '' : stringOf(name);
}

/** SandboxClaims of a namespace, or of all. */
export function sandboxClaims(
  version: string,
  namespace?: string,
): ListedKind<RawSandboxClaim, SandboxClaim> {
  return {
    ...agentList('SandboxClaim', version, namespace),
    shape: {
      metadata: {
        ...AGENT_METADATA,
        annotations: { [SANDBOX_NAME]: true },
        labels: { [SANDBOX_NAME]: true },
      },
      spec: { warmPoolRef: true, sandboxTemplateRef: true, warmpool: true },
      status: { ...CONDITIONS_SHAPE, sandbox: { name: true } },
    },
    projection: () => projectSandboxClaim,
  };
}
