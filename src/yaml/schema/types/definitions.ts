import { AGENTS_GROUP, agentKindOf, OLD_AGENTS_VERSION } from '../../../model/agents/agentKinds.ts';
import { agentSchemas, withPodSpec } from './agentSchemas.ts';
import { compileSchema } from './compileSchema.ts';
import type { DefinitionTable, GroupVersionKind, OpenApiSchema } from './openApi.ts';
import { ANY, type ObjectSchema, type Schema } from './schema.ts';

/** What the kinds of one version of Kubernetes, or of one cluster, are made of. */
export class Definitions {
  /** The version of Kubernetes, as `1.36.3`. */
  readonly kubernetes: string;
  readonly #table: DefinitionTable['schemas'];
  readonly #made = new Map<string, Schema>();
  /** Names of definitions by kind, by apiVersion. */
  readonly #kinds = new Map<string, Map<string, string>>();

  constructor({ kubernetes, schemas }: DefinitionTable) {
    this.kubernetes = kubernetes;
    // The agent sandboxes are known all the same; what is described here goes before.
    this.#table = { ...agentSchemas(), ...schemas };
    for (const [name, schema] of Object.entries(this.#table)) {
      for (const kind of kindsOf(schema)) this.#addKind(kind, name);
    }
  }

  /** The schema of a kind; `undefined` for one that is not known. */
  kind(apiVersion: string, kind: string): ObjectSchema | undefined {
    const name = this.#kinds.get(apiVersion)?.get(kind);
    const schema = name === undefined ? undefined : this.#definition(name);
    return schema?.kind === 'object' ? schema : undefined;
  }

  /** All apiVersions that one may write today. */
  apiVersions(): readonly string[] {
    return [...this.#kinds.keys()].filter(isOffered);
  }

  /** The kinds of an apiVersion; none for one that is not known. */
  kindsOf(apiVersion: string): Iterable<string> {
    return this.#kinds.get(apiVersion)?.keys() ?? [];
  }

  /** The apiVersions that have a kind of that name. */
  apiVersionsOf(kind: string): readonly string[] {
    return [...this.#kinds]
      .filter(([version, kinds]) => isOffered(version) && kinds.has(kind))
      .map(([version]) => version);
  }

  readonly #definition = (name: string): Schema => this.#compiled(name, 'refused');

  /** What a custom resource takes of the API's own types: an unknown field in it is dropped. */
  readonly #withinCustom = (name: string): Schema => this.#compiled(name, 'dropped');

  #compiled(name: string, unknownFields: 'refused' | 'dropped'): Schema {
    const key = `${unknownFields} ${name}`;
    const made = this.#made.get(key);
    if (made) return made;
    const raw = Object.hasOwn(this.#table, name) ? this.#table[name] : undefined;
    if (!raw) return ANY;
    // A definition that is nothing but a reference to itself would have no end.
    this.#made.set(key, ANY);
    const custom = isCustom(name, raw);
    const schema = compileSchema(isOfAgents(raw) ? withPodSpec(raw) : raw, {
      definition: custom || unknownFields === 'dropped' ? this.#withinCustom : this.#definition,
      unknownFields: custom ? 'dropped' : unknownFields,
      name,
    });
    this.#made.set(key, schema);
    return schema;
  }

  #addKind({ group, version, kind }: GroupVersionKind, name: string): void {
    const apiVersion = group === '' ? version : `${group}/${version}`;
    const kinds = this.#kinds.get(apiVersion) ?? new Map<string, string>();
    kinds.set(kind, name);
    this.#kinds.set(apiVersion, kinds);
  }
}

/** Reads the bundled form of definitions, or a table made of a cluster's documents. */
export function readDefinitions(json: unknown): Definitions {
  const { kubernetes, schemas } = json as Partial<DefinitionTable>;
  if (typeof kubernetes !== 'string' || typeof schemas !== 'object') {
    throw new TypeError(
      'These are no Kubernetes definitions: "kubernetes" or "schemas" is missing',
    );
  }
  return new Definitions({ kubernetes, schemas });
}

/** Whether an apiVersion is more than what was served once, and is only read. */
function isOffered(apiVersion: string): boolean {
  return !apiVersion.endsWith(`${AGENTS_GROUP}/${OLD_AGENTS_VERSION}`);
}

function isOfAgents(schema: OpenApiSchema): boolean {
  return kindsOf(schema).some(
    ({ group, version, kind }) =>
      agentKindOf({ apiVersion: `${group}/${version}`, kind }) !== undefined,
  );
}

function kindsOf(schema: OpenApiSchema): readonly GroupVersionKind[] {
  const kinds = schema['x-kubernetes-group-version-kind'];
  return Array.isArray(kinds) ? (kinds as readonly GroupVersionKind[]) : [];
}

/**
 * Whether a definition is that of a custom resource: it is named by its reversed group, version and
 * kind, where one of the API server itself is named by its Go package (apiextensions-apiserver
 * `pkg/controller/openapi/builder`, 2026-08).
 */
function isCustom(name: string, schema: OpenApiSchema): boolean {
  return kindsOf(schema).some(({ group, version, kind }) => {
    const reversed = group.split('.').toReversed().join('.');
    return group.includes('.') && name === `${reversed}.${version}.${kind}`;
  });
}
