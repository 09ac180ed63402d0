import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { circlesOf, filesByFolder, sourcesOf } from './sources.ts';

const MAX_FILES = 16;
const MAX_LINES = 300;
const MAX_MEDIAN = 80;
const MAX_COMMENT = 100;

function repeated(names: readonly string[]): readonly string[] {
  return [...Map.groupBy(names, (name) => name)]
    .filter(([, all]) => all.length > 1)
    .map(([name]) => name);
}

describe('The folders', () => {
  it('import one another in no circle', () => {
    assert.deepEqual(circlesOf(sourcesOf('src')), []);
  });

  for (const folder of ['src', 'test'] as const) {
    it(`hold at most ${MAX_FILES} files side by side in ${folder}`, () => {
      const full = [...filesByFolder(folder)].filter(([, count]) => count > MAX_FILES);
      assert.deepEqual(full, []);
    });
  }

  it('hold short files', () => {
    const lines = sourcesOf('src')
      .map((source) => source.lines)
      .toSorted((a, b) => a - b);
    assert.ok((lines.at(-1) ?? 0) <= MAX_LINES);
    assert.ok((lines[Math.floor(lines.length / 2)] ?? 0) <= MAX_MEDIAN);
  });

  it('have files of one name each, and name each thing once', () => {
    const files = sourcesOf('src');
    assert.deepEqual(repeated(files.map(({ file }) => path.posix.basename(file))), []);
    assert.deepEqual(repeated(files.flatMap(({ exported }) => exported)), []);
  });

  it('hold comments that are read without scrolling', () => {
    const long = sourcesOf('src').filter((source) => source.longestComment > MAX_COMMENT);
    assert.deepEqual(
      long.map(({ file }) => file),
      [],
    );
  });

  it('are told to be in a circle when they are', () => {
    const source = (file: string, ...imports: string[]) => ({
      file,
      lines: 1,
      imports,
      exported: [],
      longestComment: 0,
    });
    const circle = [
      source('a/x.ts', 'b/y.ts'),
      source('b/y.ts', 'b/c/z.ts'),
      source('b/c/z.ts', 'a/w.ts'),
    ];
    assert.deepEqual(circlesOf(circle), [['a', 'b', 'b/c']]);
    assert.deepEqual(circlesOf(circle.slice(0, 2)), []);
  });
});
