// What a cluster says is text and nothing else: no markup, no terminal codes, no reordering of
// characters.

/** What tells a terminal to do something: colours, titles, where the cursor goes. */
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
export const ANSI = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-_])/g;
/** Control characters other than tabs and ends of lines. */
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
export const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
// Characters that hide or reorder text: what Unicode calls ignorable (zero width, bidirectional
// controls, fillers, variation selectors), separators of lines, the blank of Braille, annotations.
const INVISIBLE =
  /[\p{Default_Ignorable_Code_Point}\u200b-\u200f\u2028-\u202e\u2800\ufff9-\ufffb]/gu;
// What Markdown and its usual extensions read something into, and nothing else: raw reports are
// read too.
const MARKDOWN = /[\\`*_{}[\]<>|~&@]|^[-+#=]|\.(?=[a-z])|:(?=\/)|\$(?=\()/gi;

/**
 * Text from outside made safe to show on one line: no control or invisible characters, `max`
 * characters at most.
 */
export function plainText(text: string, max = 256): string {
  // Cut first: a value of many megabytes must not be scanned whole.
  const cut = text.length > max * 4 ? text.slice(0, max * 4) : text;
  const plain = cut
    .replace(ANSI, '')
    .replace(/[\t\r\n]+/g, ' ')
    .replace(CONTROL, '')
    .replace(INVISIBLE, '');
  if (plain.length <= max && cut.length === text.length) return plain.toWellFormed();
  return `${plain.slice(0, max - 1).trimEnd()}…`.toWellFormed();
}

/**
 * A text for a notification, where `[text](address)` would become a link, even to a command of the
 * editor.
 */
export function notificationText(text: string): string {
  return text.replaceAll('](', '] (');
}

/** `plainText` for an entry of a quick pick, where `$(name)` would become an icon. */
export function quickPickText(text: string, max = 256): string {
  return plainText(text, max).replaceAll('$(', '\\$(');
}

/**
 * `plainText` escaped so that Markdown shows it as it is: no links, images, HTML, tables or
 * codicons.
 */
export function markdownText(text: string, max = 256): string {
  return plainText(text, max).replace(MARKDOWN, (c) =>
    c === '<' ? '&lt;' : c === '&' ? '&amp;' : `\\${c}`,
  );
}

/** `plainText` as a code span of Markdown. */
export function markdownCode(text: string, max = 256): string {
  const plain = plainText(text, max).replaceAll('`', 'ˋ').replaceAll('|', '¦');
  return plain.trim() === '' ? '—' : `\`${plain}\``;
}
