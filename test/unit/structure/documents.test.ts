import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';

const ROOT = path.join(import.meta.dirname, '../../..');
const MAX_README_BYTES = 16 * 1024;

const documents = ['*.md', 'docs/*.md', 'test/*.md', 'test/*/README.md'].flatMap((pattern) =>
  globSync(pattern, { cwd: ROOT }),
);
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

describe('The documents', () => {
  for (const file of documents) {
    it(`link to what is there: ${file}`, () => {
      const links = [...read(file).matchAll(/\]\((?!https?:|mailto:)([^)#\s]+)?(?:#([\w-]+))?\)/g)];
      for (const [, to = file, anchor] of links) {
        const target = to === file ? file : path.join(path.dirname(file), to);
        assert.ok(existsSync(path.join(ROOT, target)), `${file} links to ${to}`);
        if (anchor === undefined || !target.endsWith('.md')) continue;
        assert.ok(anchorsOf(read(target)).has(anchor), `${file} links to ${to}#${anchor}`);
      }
    });
  }

  it('name files and folders of the architecture that are there', () => {
    const named = [
      ...read('docs/architecture.md').matchAll(/`((?:[a-z]\w*\/)+[\w-]*(?:\.\w+)?|\w+\.ts)`/g),
    ];
    const all = new Set(
      globSync('{src,test}/**/*', { cwd: ROOT, exclude: ['**/node_modules/**'] }).map((file) =>
        file.replaceAll('\\', '/'),
      ),
    );
    const isThere = (name: string) =>
      all.has(name) || all.has(`src/${name}`) || [...all].some((file) => file.endsWith(`/${name}`));
    // `dist` is there once something was built.
    const missing = named
      .flatMap(([, name = '']) => name.replace(/\/$/, ''))
      .filter((name) => name !== 'dist' && !isThere(name));
    assert.deepEqual(missing, []);
  });

  it('have one for the marketplace: short, with pictures that are found from there', () => {
    const text = read('docs/marketplace.md');
    assert.ok(text.length < 4096);
    assert.doesNotMatch(text, /<picture|srcset|<img/);
    const pictures = [...text.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, at = '']) => at);
    assert.equal(pictures.length, 2);
    const main = 'https://raw.githubusercontent.com/aks-sandbox/aks-sandbox/main/';
    for (const at of pictures) {
      assert.ok(at.startsWith(main) && existsSync(path.join(ROOT, at.slice(main.length))), at);
    }
  });

  it('begin with one that a person reads to its end', () => {
    const { length } = Buffer.from(read('README.md'));
    assert.ok(length <= MAX_README_BYTES, `${length} bytes`);
  });
});

/** The anchors that a forge makes of headings, and those that are written out. */
function anchorsOf(text: string): ReadonlySet<string> {
  const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(/\s/g, '-'),
  );
  const written = [...text.matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id);
  return new Set([...headings, ...written]);
}
