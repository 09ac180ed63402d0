import type { Facts } from '../facts/facts.ts';
import type { Finding, TextEdit } from '../findings/finding.ts';
import { parsePart } from '../document/parsedPart.ts';
import { setPath } from '../edit/setPath.ts';
import { podSpecsOf } from '../objects/podSpecs.ts';
import { applyRules } from '../rules/applyRules.ts';
import { type FindingCode, FINDINGS } from '../catalogue/findingCatalogue.ts';
import type { Span } from '../parse/span.ts';
import { lineStart } from '../parse/yamlText.ts';
import { splitParts } from '../document/splitParts.ts';

/** Findings that are no errors and are mended all the same: the pod would not get what it needs. */
const MENDED: ReadonlySet<FindingCode> = new Set(['KT008', 'KT009', 'GV022', 'CL003', 'RC007']);

/** Each mended finding may bring another one up. */
const MAX_STEPS = 60;

/** In characters, over all steps: each reads the document anew. */
const MAX_WORK = 4_000_000;

/**
 * The edit that makes the pods of a workload run under a class: the class itself, limits,
 * tolerations, and the removal of what would break. Comments and style stay. `undefined` when there
 * is no pod at the offset, nothing to change, or the document is broken.
 */
export function sandboxEdit(
  text: string,
  offset: number,
  className: string,
  facts: Facts,
): TextEdit | undefined {
  const found = splitParts(text).find(
    ({ start, text: own }) => start <= offset && offset <= start + own.length,
  );
  if (!found) return undefined;
  const part = parsePart(found.text, 'manifest');
  if (part.role !== 'manifest' || part.problems.length > 0) return undefined;
  const pods = part.objects.flatMap(podSpecsOf);
  const index = pods.findIndex(({ object }) => {
    const { start, end } = object.map;
    return start <= offset - found.start && offset - found.start <= end;
  });
  const pod = pods[Math.max(0, index)];
  if (!pod) return undefined;
  const set = setPath(found.text, pod.spec, ['runtimeClassName'], className, 'first');
  if (!set) return undefined;
  const after = mended(apply(found.text, [set]), Math.max(0, index), facts);
  return difference(found.text, after, found.start);
}

function mended(text: string, index: number, facts: Facts): string {
  let now = text;
  const steps = Math.min(MAX_STEPS, Math.ceil(MAX_WORK / text.length));
  for (let step = 0; step < steps; step++) {
    const part = parsePart(now, 'manifest');
    const pod = part.objects.flatMap(podSpecsOf)[index];
    if (!pod) return now;
    const { start, end } = pod.object.map;
    const edits = firstMended(applyRules(part, facts), { start, end })?.fixes.find(
      ({ preferred }) => preferred,
    )?.edits;
    if (!edits) return now;
    now = apply(now, edits);
  }
  return now;
}

/** The rules go on only as far as they are asked to. */
function firstMended(findings: Iterable<Finding>, { start, end }: Span): Finding | undefined {
  for (const finding of findings) {
    const { span } = finding;
    if (span.start >= start && span.end <= end && isMended(finding)) return finding;
  }
  return undefined;
}

function isMended({ code, fixes }: Finding): boolean {
  if (!fixes.some(({ preferred, edits }) => preferred && edits.length > 0)) return false;
  // Which class is named was chosen already.
  if (code === 'RC001') return false;
  return FINDINGS[code].severity === 'error' || MENDED.has(code);
}

function apply(text: string, edits: readonly TextEdit[]): string {
  return edits
    .toSorted((a, b) => b.span.start - a.span.start)
    .reduce(
      (all, { span, newText }) => all.slice(0, span.start) + newText + all.slice(span.end),
      text,
    );
}

/** The lines that differ, as one edit; `undefined` when none do. */
function difference(before: string, after: string, offset: number): TextEdit | undefined {
  if (before === after) return undefined;
  let start = 0;
  const least = Math.min(before.length, after.length);
  while (start < least && before[start] === after[start]) start++;
  start = lineStart(before, start);
  let same = 0;
  while (
    same < least - start &&
    before[before.length - 1 - same] === after[after.length - 1 - same]
  ) {
    same++;
  }
  return {
    span: { start: offset + start, end: offset + before.length - same },
    newText: after.slice(start, after.length - same),
  };
}
