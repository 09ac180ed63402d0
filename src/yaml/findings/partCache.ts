import { mergeDeclared } from '../facts/declared.ts';
import type { Declared, Facts } from '../facts/facts.ts';
import type { Finding } from './finding.ts';
import { type ParsedPart, parsePart, type TextRole } from '../document/parsedPart.ts';
import { mayBeJsonStream, splitJsonStream } from '../document/jsonStream.ts';
import { splitEdited } from '../document/splitEdited.ts';
import type { Part } from '../document/splitParts.ts';

/** A document of a text with its place in it. */
export interface PlacedPart {
  readonly start: number;
  readonly part: ParsedPart;
}

/** What findings were found with. */
interface FindingsKey {
  readonly given: Facts;
  readonly structure: object | undefined;
  readonly declared: string;
  /** With what the text itself declares. */
  readonly facts: Facts;
}

/**
 * The documents of one text, kept by their own text: an edit reads only the document that it
 * changes.
 */
export class PartCache {
  #parts = new Map<string, ParsedPart>();
  #findings = new WeakMap<
    ParsedPart,
    { readonly key: object; readonly value: readonly Finding[] }
  >();
  #key: FindingsKey | undefined;
  #text: string | undefined;
  #role: TextRole | undefined;
  #split: readonly Part[] = [];
  #placed: readonly PlacedPart[] = [];

  /** The documents of a text; those that were in the text before are not read again. */
  parts(text: string, role: TextRole): readonly PlacedPart[] {
    if (text === this.#text && role === this.#role) return this.#placed;
    const before = role === this.#role ? this.#parts : new Map<string, ParsedPart>();
    const now = new Map<string, ParsedPart>();
    this.#split = splitEdited(text, this.#split);
    const split = this.#split.some(mayBeJsonStream)
      ? this.#split.flatMap(splitJsonStream)
      : this.#split;
    this.#placed = split.map(({ start, text: own }) => {
      const part = now.get(own) ?? before.get(own) ?? parsePart(own, role);
      now.set(own, part);
      return { start, part };
    });
    this.#parts = now;
    this.#text = text;
    this.#role = role;
    return this.#placed;
  }

  /**
   * What findings depend on beside a document's own text, the same object as long as nothing of it
   * changes: an edit in one document does not make those of the others stale.
   */
  key(facts: Facts, declared: Declared, structure: object | undefined): FindingsKey {
    const kept = this.#key;
    const text = JSON.stringify(declared);
    if (kept && kept.given === facts && kept.structure === structure && kept.declared === text) {
      return kept;
    }
    const merged = { ...facts, declared: mergeDeclared(declared, facts.declared) };
    return (this.#key = { given: facts, structure, declared: text, facts: merged });
  }

  /** What `find` found in a part, kept as long as it is asked with the same key. */
  findings(part: ParsedPart, key: object, find: () => readonly Finding[]): readonly Finding[] {
    const kept = this.#findings.get(part);
    if (kept?.key === key) return kept.value;
    const value = find();
    this.#findings.set(part, { key, value });
    return value;
  }
}
