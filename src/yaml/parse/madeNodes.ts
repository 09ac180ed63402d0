import type { YamlEntry, YamlMap, YamlScalar } from './yamlNode.ts';

/** A map: one without braces begins where its first key does. */
export function madeMap(
  start: number,
  end: number,
  flow: boolean,
  entries: readonly YamlEntry[],
): YamlMap {
  return {
    kind: 'map',
    start: flow ? start : (entries[0]?.key.start ?? start),
    end,
    flow,
    entries,
  };
}

/** A text that is not written so, at an offset or in place of what is written there. */
export function madeText(text: string, start: number, end = start): YamlScalar {
  return { kind: 'scalar', start, end, text, style: 'plain', tag: '' };
}

/** A value that is not there, at the place where it would be. */
export function absentScalar(at: number, tag = ''): YamlScalar {
  return { kind: 'scalar', start: at, end: at, text: '', style: 'plain', tag };
}
