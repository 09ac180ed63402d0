/** The body of a PUT, with what it changes of what was read marked as in a diff. */
export function bodyDiff(before: unknown, after: unknown): string {
  return linesOf('', before, after, '').join('\n');
}

/** Maps and lists of one length are compared by their items, all else as a whole. */
function linesOf(key: string, before: unknown, after: unknown, indent: string): readonly string[] {
  const [old, sent] = [itemsOf(before), itemsOf(after)];
  if (!old || !sent || isList(before) !== isList(after) || isOtherLength(before, after)) {
    const [was, will] = [textOf(key, before, indent), textOf(key, after, indent)];
    if (was.join('\n') === will.join('\n')) return marked(' ', will);
    return [...marked('-', was), ...marked('+', will)];
  }
  const keys = [...new Set([...Object.keys(old), ...Object.keys(sent)])];
  const [open, close] = isList(after) ? ['[', ']'] : ['{', '}'];
  if (keys.length === 0) return [`  ${indent}${key}${open}${close}`];
  return [
    `  ${indent}${key}${open}`,
    ...keys.flatMap((one) => {
      const name = isList(after) ? '' : `${JSON.stringify(one)}: `;
      return linesOf(name, old[one], sent[one], `${indent}  `);
    }),
    `  ${indent}${close}`,
  ];
}

type Items = Readonly<Record<string, unknown>>;

function itemsOf(value: unknown): Items | undefined {
  return typeof value === 'object' && value !== null ? (value as Items) : undefined;
}

function isList(value: unknown): boolean {
  return Array.isArray(value);
}

function isOtherLength(before: unknown, after: unknown): boolean {
  return Array.isArray(before) && Array.isArray(after) && before.length !== after.length;
}

function textOf(key: string, value: unknown, indent: string): readonly string[] {
  if (value === undefined) return [];
  const lines = JSON.stringify(value, undefined, 2).split('\n');
  return lines.map((line, at) => `${indent}${at === 0 ? key : ''}${line}`);
}

function marked(mark: string, lines: readonly string[]): readonly string[] {
  return lines.map((line) => `${mark} ${line}`);
}
