import { declaredIn } from './facts/declared.ts';
import type { Facts } from './facts/facts.ts';
import { MAX_TEXT, mayBeKubernetes, mayConcern } from './document/textGate.ts';
import { type Finding, shiftFinding } from './findings/finding.ts';
import { embeddedTexts } from './embedded/embeddedTexts.ts';
import { placedText } from './embedded/placedText.ts';
import { readEmbedded } from './embedded/readEmbedded.ts';
import { findingOf } from './findings/findingOf.ts';
import { PartCache } from './findings/partCache.ts';
import type { ParsedPart, TextRole } from './document/parsedPart.ts';
import { NO_OVERRIDES, type RuleSeverities } from './findings/ruleConfiguration.ts';
import { applyRules } from './rules/applyRules.ts';
import { servicesOnCilium } from './rules/servicesOnCilium.ts';
import { resizedInPlace } from './rules/resizedInPlace.ts';
import { strayDocument } from './document/strayDocument.ts';
import { lineEnd } from './parse/yamlText.ts';
import { ignoresFile, withoutSuppressed } from './findings/suppression.ts';

export interface ValidateOptions {
  readonly role?: TextRole;
  readonly severities?: RuleSeverities;
  /** Keeps what was read and found, for the next call with nearly the same text. */
  readonly cache?: PartCache;
  /** Checks the structure of a document; without it only what the rules say is found. */
  readonly structure?: StructureCheck;
  /** False where comments of the text leave nothing out. */
  readonly inlineIgnores?: boolean;
  /** Told what is left out: by comments, or by severities that are `off`. */
  readonly onLeftOut?: (left: LeftOut) => void;
}

/** What a text would say without comments and configuration. */
export interface LeftOut {
  /** Whether a comment asks that it is not checked at all. */
  readonly file: boolean;
  /** How many findings a comment leaves out. */
  readonly byComment: number;
  /** How many findings the configuration leaves out. */
  readonly byRules: number;
}

/** The check of a document against the definitions of the Kubernetes API. */
export type StructureCheck = (part: ParsedPart) => Iterable<Finding>;

/** A text with more documents is not checked. */
const MAX_PARTS = 20_000;

/** A text never has more findings than that. */
const MAX_FINDINGS = 2_000;

/** The problems of a text, in its order. Says nothing of a text that is no Kubernetes manifest. */
export function validate(
  text: string,
  facts: Facts,
  options: ValidateOptions = {},
): readonly Finding[] {
  if (text.length > MAX_TEXT) {
    return mayBeKubernetes(text.slice(0, 10_000)) ? [tooLarge(`${MAX_TEXT / 1e6} MB`)] : [];
  }
  const { onLeftOut, inlineIgnores = true } = options;
  if (!mayConcern(text, options.role)) return [];
  if (inlineIgnores && ignoresFile(text)) {
    onLeftOut?.({ file: true, byComment: 0, byRules: 0 });
    return [];
  }
  const cache = options.cache ?? new PartCache();
  const parts = cache.parts(text, options.role ?? 'manifest');
  if (parts.length > MAX_PARTS) return [tooLarge(`${MAX_PARTS} documents`)];
  const key = cache.key(facts, declaredIn(parts.map(({ part }) => part)), options.structure);
  const findings: Finding[] = [];
  const isOfObjects = parts.length > 1 && parts.some(({ part }) => part.objects.length > 0);
  let before: ParsedPart | undefined;
  for (const { start, part } of parts) {
    if (isUnread(before, part)) findings.push(unread(start, part));
    const stray = isOfObjects ? strayDocument(part) : undefined;
    if (stray) findings.push(shiftFinding(findingOf(stray.code, stray.span, stray.message), start));
    before = part;
    const own = cache.findings(part, key, () => findIn(part, key.facts, options.structure));
    for (const finding of withoutRepeated(own)) findings.push(shiftFinding(finding, start));
    if (findings.length > MAX_FINDINGS) break;
  }
  findings.push(...resizedInPlace(parts, key.facts), ...servicesOnCilium(parts, key.facts));
  const adjusted = withSeverities(findings, options.severities ?? NO_OVERRIDES);
  const kept = inlineIgnores ? withoutSuppressed(text, adjusted) : adjusted;
  const byRules = findings.length - adjusted.length;
  onLeftOut?.({ file: false, byComment: adjusted.length - kept.length, byRules });
  return kept
    .toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
    .slice(0, MAX_FINDINGS);
}

/** Whether a document stands behind the end of another one, without a `---` of its own. */
function isUnread(before: ParsedPart | undefined, { text, objects }: ParsedPart): boolean {
  if (!before || !endsWithDot(before.text) || objects.length === 0) return false;
  return /(?:^|\n)\.\.\.[ \t]*\r?\n?$/.test(before.text) && !/^---/m.test(text);
}

/** Whether the last line may be `...`: asked of each document at each edit. */
function endsWithDot(text: string): boolean {
  const last = text.length - 1;
  return (
    text.charCodeAt(last) === DOT ||
    text.charCodeAt(last - 1) === DOT ||
    text.charCodeAt(last - 2) === DOT
  );
}

const DOT = 46;

function unread(start: number, { text }: ParsedPart): Finding {
  const from = start + (text.length - text.trimStart().length);
  const message =
    'kubectl reads nothing behind "..." up to the next "---": this document is not applied. Write "---" in front of it.';
  return findingOf('syntax', { start: from, end: lineEnd(text, from - start) + start }, message);
}

/** What a document alone tells, and the patches in it. */
function findIn(
  part: ParsedPart,
  facts: Facts,
  structure: StructureCheck | undefined,
): readonly Finding[] {
  const findings: Finding[] = [];
  const { sureTo = Infinity } = part;
  const add = (finding: Finding): void => {
    if (finding.span.end <= sureTo) findings.push(finding);
  };
  if (structure) for (const finding of structure(part)) add(finding);
  for (const finding of applyRules(part, facts)) {
    add(finding);
    if (findings.length > MAX_FINDINGS) break;
  }
  if (part.role !== 'values' && mayBeKubernetes(part.text)) {
    for (const { code, message, span } of part.problems) {
      findings.push(findingOf(code, span, message));
    }
  }
  if (part.role !== 'template') findings.push(...findWithin(part, facts, structure));
  const told = withoutUnknownField(findings);
  return part.problems.length === 0 ? told : told.map(withoutEdits);
}

/** That a misplaced class is no field there, AG003 says with what comes of it. */
function withoutUnknownField(findings: readonly Finding[]): readonly Finding[] {
  const misplaced = findings.filter(({ code }) => code === 'AG003');
  if (misplaced.length === 0) return findings;
  const starts = new Set(misplaced.map(({ span }) => span.start));
  return findings.filter(({ code, span }) => code !== 'unknown-field' || !starts.has(span.start));
}

/** What the texts tell that stand within a document. */
function findWithin(
  part: ParsedPart,
  facts: Facts,
  structure: StructureCheck | undefined,
): readonly Finding[] {
  return embeddedTexts(part).flatMap(({ kind, scalar }) => {
    const { text, outside } = placedText(scalar, part.text);
    return readEmbedded(kind, text).flatMap(({ start, part: inner }) =>
      findIn(inner, facts, structure).map((one) => outside(shiftFinding(one, start))),
    );
  });
}

/** What a broken text will say when it is whole is a guess: nothing is changed in it before. */
function withoutEdits(finding: Finding): Finding {
  const fixes = finding.fixes.filter(({ edits }) => edits.length === 0);
  return { ...finding, fixes };
}

/** What an alias stands for is found wherever it stands, and is said once. */
function withoutRepeated(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length < 2) return findings;
  const seen = new Set<string>();
  return findings.filter(({ code, message, span }) => {
    const key = `${span.start}-${span.end} ${code} ${message}`;
    return !seen.has(key) && seen.add(key);
  });
}

function withSeverities(
  findings: readonly Finding[],
  severities: RuleSeverities,
): readonly Finding[] {
  if (Object.keys(severities).length === 0) return findings;
  return findings.flatMap((finding): Finding[] => {
    const severity = severities[finding.code];
    if (severity === 'off') return [];
    return [severity === undefined ? finding : { ...finding, severity }];
  });
}

function tooLarge(limit: string): Finding {
  const message = `This file has more than ${limit} and is not checked. Split it.`;
  return findingOf('too-large', { start: 0, end: 0 }, message, [], 'warning');
}
