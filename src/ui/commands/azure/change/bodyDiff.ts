type Properties = Readonly<Record<string, unknown>>;

/** The body of a PUT, with what it changes marked as in a diff. */
export function bodyDiff(before: Properties, after: Properties): string {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const lines = keys.flatMap((key) => {
    const old = linesOf(key, before[key]);
    const sent = linesOf(key, after[key]);
    if (old.join('\n') === sent.join('\n')) return marked(' ', sent);
    return [...marked('-', old), ...marked('+', sent)];
  });
  return ['  {', '    "properties": {', ...lines, '    }', '  }'].join('\n');
}

function linesOf(key: string, value: unknown): readonly string[] {
  if (value === undefined) return [];
  return `${JSON.stringify(key)}: ${JSON.stringify(value, undefined, 2)}`.split('\n');
}

function marked(mark: string, lines: readonly string[]): readonly string[] {
  return lines.map((line) => `${mark}     ${line}`);
}
