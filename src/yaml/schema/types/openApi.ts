/** A schema as an API server's OpenAPI v3 documents write it: what of it is read. */
export interface OpenApiSchema {
  readonly $ref?: string;
  readonly allOf?: readonly OpenApiSchema[];
  readonly description?: string;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly nullable?: boolean;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, OpenApiSchema>>;
  readonly items?: OpenApiSchema;
  readonly additionalProperties?: boolean | OpenApiSchema;
  readonly pattern?: string;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-group-version-kind'?: readonly GroupVersionKind[];
}

export interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** The answer to `/openapi/v3/apis/GROUP/VERSION`: what of it is read. */
export interface OpenApiDocument {
  readonly components?: { readonly schemas?: Readonly<Record<string, OpenApiSchema>> };
}

/**
 * Schemas by the name that a `$ref` gives, and the version of Kubernetes whose they are, as
 * `1.36.3`.
 */
export interface DefinitionTable {
  readonly kubernetes: string;
  readonly schemas: Readonly<Record<string, OpenApiSchema>>;
}

/**
 * The name of the definition that a schema stands for. References to a documented field hide in an
 * `allOf`.
 */
export function referenceOf({ $ref, allOf }: OpenApiSchema): string | undefined {
  const reference = $ref ?? (allOf?.length === 1 ? allOf[0]?.$ref : undefined);
  return reference?.slice(reference.lastIndexOf('/') + 1);
}
