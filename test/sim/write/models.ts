/** A field's type in the words of the client library: `string`, `Array<V1Pod>`, … */
export interface FieldType {
  readonly type: string;
  /** Of a number: `int32`, `int64`, `double`. */
  readonly format: string;
}

/** The fields of every API type, by the type's name in the client library. */
export type Models = ReadonlyMap<string, ReadonlyMap<string, FieldType>>;

interface ModelClass {
  getAttributeTypeMap(): { baseName: string; type: string; format: string }[];
}

/** The types of the Kubernetes API as the client library was generated from them. */
export async function readModels(): Promise<Models> {
  const library: Record<string, unknown> = await import('@kubernetes/client-node');
  const models = new Map<string, ReadonlyMap<string, FieldType>>();
  for (const [name, exported] of Object.entries(library)) {
    if (!isModelClass(exported)) continue;
    const attributes = exported.getAttributeTypeMap();
    models.set(
      name,
      new Map(attributes.map(({ baseName, type, format }) => [baseName, { type, format }])),
    );
  }
  return models;
}

/** The type of a list's items, if the type is a list. */
export function itemType(type: string): string | undefined {
  return /^Array<(.+)>$/.exec(type)?.[1];
}

/** The type of a map's values, if the type is a map. */
export function valueType(type: string): string | undefined {
  return /^\{ \[key: string\]: (.+); \}$/.exec(type)?.[1];
}

function isModelClass(value: unknown): value is ModelClass {
  return typeof value === 'function' && 'getAttributeTypeMap' in value;
}
