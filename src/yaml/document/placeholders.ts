/** Stands for a character of a template's action: printable in YAML, and in no manifest. */
export const FILLER = '\uE000';

/**
 * Whether a text holds something that is filled in later: a masked action, `${VAR}`, `<name>`, a
 * token of a replacement task.
 */
export function isPlaceholder(text: string): boolean {
  if (!OF_PLACEHOLDERS.test(text)) return false;
  return text.includes(FILLER) || PLACEHOLDER.test(text) || TOKEN.test(text);
}

/**
 * Whether a placeholder may be in some scalar of a document, whose quotes may hide it behind an
 * escape.
 */
export function mayHavePlaceholders(text: string): boolean {
  return MAY_HAVE.test(text);
}

/** A text with tokens masked that stand for a value, as long as before. */
export function maskTokens(text: string): string {
  if (!/[$#%@]|\[\[/.test(text)) return text;
  return text.replaceAll(IN_BRACES, fill).replaceAll(AS_VALUE, fill);
}

function fill(token: string): string {
  return FILLER.repeat(token.length);
}

const OF_PLACEHOLDERS = /[$<{\uE000@]|^ENC\[|__|^[^\w\s/"']|#\{|%\w|\(\(|\[\[/;
const MAY_HAVE =
  /[$<{\uE000\\]|ENC\[|__|#\{|@[\w.-]+@|%\w|\(\(|\[\[|[:-] +["']?[^\w\s"'\-#[{|>&*!/.]/;

/**
 * `ENC[…]` is what SOPS makes of a value, which Flux undoes; `<<…>>` stands in a ResourceSet of the
 * Flux Operator, `((…))` in Concourse, `$[[…]]` in GitLab, `$NAME` is for envsubst.
 */
const PLACEHOLDER =
  /^ENC\[|\{\{|\{%|<%|\$\{[^{}]*\}|\$\([^()]*\)|\$[A-Za-z_]|<[^<>\n]+>|\(\([^()\n]+\)\)|\[\[[^[\]\n]+\]\]/;

/**
 * The tokens of Azure Pipelines' Replace Tokens (`#{X}#`, `#{X}`, `__X__`, `#{{X}}`), of Octopus
 * (`#{X}`), Maven (`@X@`) and cmd (`%X%`), and any other name between marks: what no field takes by
 * accident.
 */
const TOKEN =
  /#\{[^}\n]*\}|__[A-Za-z][\w.-]*?__|@[\w.-]+@|%[A-Za-z_]\w*%|^([^\w\s/"'.*-]{1,3})[A-Za-z_][\w.-]*[^\w\s/"'.*-]{1,3}$/;

/**
 * A token in braces as a value or a part of one: where YAML reads a comment or a map. No more
 * closing braces than it opened are its own, as a flow map may end behind it.
 */
const IN_BRACES =
  /(?=[#$])(?<=[:,[{-][ \t]+|[\w./:[{}-])(?:#\{\{[^{}\n]*\}\}#?|#\{[^{}\n]*\}#?|\$\{[^{}\n]*\})/g;

/** Any other token as a value: where YAML reads a list or nothing at all. */
const AS_VALUE =
  /(?=[$%@[])(?<=[:,[{-][ \t]+|[[{])(?:%{1,2}[A-Za-z_]\w*%{1,2}|@{1,2}[\w.-]+@{1,2}|\$\[\[[^[\]\n]*\]\]|(?<=[ \t])\[\[-?[ \t]*[.$][^[\]\n]*\]\](?:[\w.-]+)?)/g;
