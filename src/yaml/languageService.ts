import { SANDBOX_ISOLATIONS, type SandboxIsolation } from '../model/isolation/isolation.ts';
import { complete } from './assist/complete.ts';
import type { Completion } from './assist/completion.ts';
import { hover, type HoverText } from './assist/hover.ts';
import { declaredIn, mayDeclare, mergeDeclared } from './facts/declared.ts';
import { type Facts, NO_FACTS, NOTHING_DECLARED } from './facts/facts.ts';
import type { Finding, TextEdit } from './findings/finding.ts';
import type { TextRole } from './document/parsedPart.ts';
import { PartCache } from './findings/partCache.ts';
import { NO_OVERRIDES, type RuleSeverities } from './findings/ruleConfiguration.ts';
import { type Definitions, readDefinitions } from './schema/types/definitions.ts';
import type { OpenApiDocument } from './schema/types/openApi.ts';
import { definitionTable } from './schema/types/stripSchema.ts';
import { structureCheck } from './structureCheck.ts';
import { sandboxEdit } from './assist/sandboxEdit.ts';
import { classFor } from './facts/classFor.ts';
import { type StructureCheck, validate } from './validate.ts';
import { placeOfField, type SentManifest, sentManifests } from './assist/sentManifests.ts';
import type { Span } from './parse/span.ts';
import { MAX_TEXT, mayConcern } from './document/textGate.ts';
import { type Workload, workloadsOf } from './assist/workloads.ts';

/** An open text. */
interface OpenText {
  readonly text: string;
  readonly role: TextRole;
  readonly cache: PartCache;
}

/** A way to run a workload in a sandbox. */
export interface SandboxChoice {
  readonly sandbox: SandboxIsolation;
  readonly className: string;
  readonly edit: TextEdit;
}

/**
 * All that is asked of open texts, with the facts that they are checked against. A class that one
 * text declares counts as existing in every other.
 */
export class LanguageService {
  readonly #texts = new Map<string, OpenText>();
  #facts: Facts = NO_FACTS;
  readonly #bundled: Definitions | undefined;
  #definitions: Definitions | undefined;
  #structure: StructureCheck | undefined;
  #merged: { readonly of: string; readonly facts: Facts } | undefined;

  /** `bundled`: the definitions to go by where a cluster's own are not known. */
  constructor(bundled?: Definitions) {
    this.#bundled = bundled;
    this.#use(bundled);
  }

  /**
   * Takes the OpenAPI documents of a cluster in place of the bundled definitions, so that its
   * version counts, and its custom resources are known. Without documents the bundled ones count
   * again.
   */
  setClusterDefinitions(kubernetes: string, documents: readonly string[]): void {
    const parsed = documents.map((text) => JSON.parse(text) as OpenApiDocument);
    const table = definitionTable(kubernetes, parsed);
    this.#use(documents.length === 0 ? this.#bundled : readDefinitions(table));
  }

  setFacts(facts: Facts): void {
    this.#facts = facts;
    this.#merged = undefined;
  }

  setText(id: string, text: string, role: TextRole): void {
    const cache = this.#texts.get(id)?.cache ?? new PartCache();
    this.#texts.set(id, { text, role, cache });
  }

  close(id: string): void {
    this.#texts.delete(id);
  }

  /** What is wrong with a text. Rules are as grave as `severities` says. */
  validate(id: string, severities: RuleSeverities = NO_OVERRIDES): readonly Finding[] {
    const open = this.#texts.get(id);
    if (!open) return [];
    return validate(open.text, this.#factsFor(id), {
      role: open.role,
      severities,
      cache: open.cache,
      ...(this.#structure ? { structure: this.#structure } : {}),
    });
  }

  complete(id: string, offset: number): readonly Completion[] {
    const open = this.#texts.get(id);
    if (!open || open.text.length > MAX_TEXT) return [];
    const parts = open.cache.parts(open.text, open.role);
    return complete(parts, offset, this.#factsFor(id), open.role, this.#definitions);
  }

  hover(id: string, offset: number): HoverText | undefined {
    const open = this.#texts.get(id);
    if (!open || !isReadable(open)) return undefined;
    const parts = open.cache.parts(open.text, open.role);
    return hover(parts, offset, this.#factsFor(id), this.#definitions);
  }

  workloads(id: string): readonly Workload[] {
    const open = this.#texts.get(id);
    if (!open || !isReadable(open)) return [];
    return workloadsOf(open.cache.parts(open.text, open.role), this.#factsFor(id));
  }

  /** The objects of a text as they would be sent. */
  objects(id: string): readonly SentManifest[] {
    const open = this.#texts.get(id);
    return open && isReadable(open) ? sentManifests(open.cache.parts(open.text, open.role)) : [];
  }

  /** Where a field that the API server names is in a text. */
  placeOfField(id: string, object: Pick<SentManifest, 'at'>, field: string): Span | undefined {
    const open = this.#texts.get(id);
    return open && placeOfField(open.cache.parts(open.text, open.role), object, field);
  }

  /**
   * The sandboxes that the workload at an offset can be put into; the one that it names already is
   * left out.
   */
  sandboxChoices(id: string, offset: number): readonly SandboxChoice[] {
    const open = this.#texts.get(id);
    if (!open || !isReadable(open)) return [];
    if (open.role !== 'manifest' && open.role !== 'resource') return [];
    const facts = this.#factsFor(id);
    return SANDBOX_ISOLATIONS.flatMap((sandbox): SandboxChoice[] => {
      const className = classFor(sandbox, facts);
      const edit = className && sandboxEdit(open.text, offset, className, facts);
      return edit ? [{ sandbox, className, edit }] : [];
    });
  }

  #use(definitions: Definitions | undefined): void {
    this.#definitions = definitions;
    this.#structure = definitions && structureCheck(definitions);
  }

  /**
   * The facts with what every other open text declares; the same object as long as nothing of it
   * changes.
   */
  #factsFor(id: string): Facts {
    let declared = this.#facts.declared ?? NOTHING_DECLARED;
    for (const [other, open] of this.#texts) {
      if (other === id || !isReadable(open) || !mayDeclare(open.text)) {
        continue;
      }
      const parts = open.cache.parts(open.text, open.role).map(({ part }) => part);
      declared = mergeDeclared(declaredIn(parts), declared);
    }
    if (declared === (this.#facts.declared ?? NOTHING_DECLARED)) return this.#facts;
    const of = JSON.stringify(declared);
    if (this.#merged?.of === of) return this.#merged.facts;
    const facts = { ...this.#facts, declared };
    this.#merged = { of, facts };
    return facts;
  }
}

function isReadable({ text, role }: OpenText): boolean {
  return text.length <= MAX_TEXT && mayConcern(text, role);
}
