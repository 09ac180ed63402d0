import type { Schema } from './schema.ts';

/** A type as `kubectl explain` writes it: `[]Container`, `map[string]string`, `IntOrString`. */
export function typeText(schema: Schema): string {
  switch (schema.kind) {
    case 'object':
      return schema.name || 'Object';
    case 'map':
      return `map[string]${typeText(schema.element.schema)}`;
    case 'list':
      return `[]${typeText(schema.element.schema)}`;
    case 'any':
      return 'Object';
    case 'scalar':
      break;
  }
  if (schema.type === 'quantity') return 'Quantity';
  return schema.type === 'int-or-string' ? 'IntOrString' : schema.type;
}
