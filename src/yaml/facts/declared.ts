import { agentKindOf } from '../../model/agents/agentKinds.ts';
import { poolFromManifest, templateFromManifest } from '../objects/agentManifest.ts';
import { classFromManifest, isRuntimeClass } from '../objects/classFromManifest.ts';
import { type Declared, NOTHING_DECLARED } from './facts.ts';
import type { ParsedPart } from '../document/parsedPart.ts';

/** What documents make when they are applied, of the kinds that others refer to by name. */
export function declaredIn(parts: readonly ParsedPart[]): Declared {
  const objects = parts.flatMap((part) => (part.role === 'template' ? [] : part.objects));
  const classes = objects.filter(isRuntimeClass).filter(({ name }) => name !== '');
  const namespaces = objects
    .filter(({ kind, apiVersion, name }) => kind === 'Namespace' && apiVersion === 'v1' && name)
    .map(({ name }) => name);
  const templates = objects.filter((one) => agentKindOf(one) === 'SandboxTemplate' && one.name);
  const pools = objects.filter((one) => agentKindOf(one) === 'SandboxWarmPool' && one.name);
  if (classes.length + namespaces.length + templates.length + pools.length === 0) {
    return NOTHING_DECLARED;
  }
  return {
    runtimeClasses: classes.map(classFromManifest),
    namespaces,
    templates: templates.map(templateFromManifest),
    pools: pools.map(poolFromManifest),
  };
}

/** Whether a text may declare any: said without reading it. */
export function mayDeclare(text: string): boolean {
  return /\b(?:RuntimeClass|Namespace|SandboxTemplate|SandboxWarmPool)\b/.test(text);
}

/** Both together. */
export function mergeDeclared(one: Declared, other: Declared | undefined): Declared {
  if (!other || other === NOTHING_DECLARED) return one;
  if (one === NOTHING_DECLARED) return other;
  return {
    runtimeClasses: [...one.runtimeClasses, ...other.runtimeClasses],
    namespaces: [...one.namespaces, ...other.namespaces],
    templates: [...one.templates, ...other.templates],
    pools: [...one.pools, ...other.pools],
  };
}
