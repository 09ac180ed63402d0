import { classFromManifest, isRuntimeClass } from '../objects/classFromManifest.ts';
import { type Declared, NOTHING_DECLARED } from './facts.ts';
import type { ParsedPart } from '../document/parsedPart.ts';

/** The RuntimeClasses and namespaces that documents make when they are applied. */
export function declaredIn(parts: readonly ParsedPart[]): Declared {
  const objects = parts.flatMap((part) => (part.role === 'template' ? [] : part.objects));
  const classes = objects.filter(isRuntimeClass).filter(({ name }) => name !== '');
  const namespaces = objects
    .filter(({ kind, apiVersion, name }) => kind === 'Namespace' && apiVersion === 'v1' && name)
    .map(({ name }) => name);
  if (classes.length === 0 && namespaces.length === 0) return NOTHING_DECLARED;
  return { runtimeClasses: classes.map(classFromManifest), namespaces };
}

/** Whether a text may declare any: said without reading it. */
export function mayDeclare(text: string): boolean {
  return /\b(?:RuntimeClass|Namespace)\b/.test(text);
}

/** Both together. */
export function mergeDeclared(one: Declared, other: Declared | undefined): Declared {
  if (!other || other === NOTHING_DECLARED) return one;
  if (one === NOTHING_DECLARED) return other;
  return {
    runtimeClasses: [...one.runtimeClasses, ...other.runtimeClasses],
    namespaces: [...one.namespaces, ...other.namespaces],
  };
}
