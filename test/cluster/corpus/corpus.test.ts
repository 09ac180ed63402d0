import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { mapConcurrent } from '../../../src/base/mapConcurrent.ts';
import { findManifests } from '../../../src/files/findManifests.ts';
import { groupOf } from '../../../src/model/kubernetes/apiVersion.ts';
import { isBuiltInGroup } from '../../../src/model/kubernetes/builtInGroup.ts';
import { parsePart } from '../../../src/yaml/document/parsedPart.ts';
import { textRoleOf } from '../../../src/yaml/document/textRole.ts';
import { openTarget, type Target, textOf } from '../../contract/target.ts';
import { collectionPaths } from '../collectionPaths.ts';
import { CORPUS_NAMESPACE, type CorpusDocument, corpusDocuments } from './corpusDocuments.ts';
import { SILENT_DIFFERENCES, UNREAD_PODS } from './corpusDifferences.ts';
import { downloadModules } from './modules.ts';
import { searchText } from './plainSearch.ts';

const CLI = path.join(import.meta.dirname, '../../../dist/cli.cjs');
const AT_A_TIME = 4;
const LEAST = 3000;
const MAX_CHARACTERS = 2_000_000;
const MAX_OUTPUT = 1_000_000_000;
const NEVER = new AbortController().signal;

interface LintedFinding {
  readonly file: string;
  readonly line: number;
  readonly code: string;
  readonly severity: string;
  readonly message: string;
}

/** What `lint` finds, by file. */
async function lint(args: readonly string[]): Promise<Map<string, LintedFinding[]>> {
  const printed = await new Promise<string>((resolve) => {
    const line = [CLI, 'lint', '--format', 'json', '--no-inline-ignores', ...args];
    execFile(process.execPath, line, { maxBuffer: MAX_OUTPUT }, (_, stdout) => resolve(stdout));
  });
  return Map.groupBy(JSON.parse(printed) as LintedFinding[], ({ file }) => file);
}

const textIfThere = (file: string) => readFile(file, 'utf8').catch(() => undefined);

describe('The manifests of Go modules', () => {
  let target: Target;
  let modules: readonly string[];
  let files: readonly string[];

  before(async () => {
    target = await openTarget();
    modules = await downloadModules();
    ({ files } = await findManifests(modules, () => false, NEVER));
  });
  after(() => target[Symbol.asyncDispose]());

  it('are refused by lint as a strict dry run refuses them', async (t) => {
    const found = await lint(modules);
    await target.ask('POST', '/api/v1/namespaces', {
      body: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: CORPUS_NAMESPACE } },
    });
    target.deleteLater(`/api/v1/namespaces/${CORPUS_NAMESPACE}`);
    const paths = await collectionPaths(target, CORPUS_NAMESPACE);
    const documents: CorpusDocument[] = [];
    for (const file of files) {
      const text = await readFile(file, 'utf8');
      if (text.length <= MAX_CHARACTERS) documents.push(...corpusDocuments(file, text));
    }
    const builtIn = documents.filter(
      ({ apiVersion, kind }) => isBuiltInGroup(groupOf(apiVersion)) && kind !== 'List',
    );
    assert.ok(builtIn.length >= LEAST, `${builtIn.length} documents`);

    const counts = new Map<string, number>();
    const count = (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1);
    const differences = await mapConcurrent(builtIn, AT_A_TIME, NEVER, async (document) => {
      const { file, first, last, apiVersion, kind, text } = document;
      const own = (found.get(file) ?? []).filter(
        ({ line, code }) => line >= first && line <= last && /^[a-z]/.test(code),
      );
      const errors = own.filter(({ severity }) => severity === 'error');
      const at = paths.get(`${apiVersion} ${kind}`);
      const answer = at
        ? await target.ask('POST', `${at}?dryRun=All&fieldValidation=Strict`, {
            body: text,
            contentType: 'application/yaml',
          })
        : undefined;
      const status = answer?.status ?? 404;
      count(`${status} ${errors.length > 0 ? 'error' : 'no error'}`);
      const where = `${file}:${first} ${kind}`;
      const isTaken = status < 300 || status === 409;
      if (isTaken && errors.length > 0) return [`taken: ${where}: ${errors[0]?.message}`];
      const isRefused = status === 400 || status === 404;
      if (!isRefused || own.length > 0) return [];
      const { role } = parsePart(text, await textRoleOf(file, textIfThere));
      const silent = { file, apiVersion, kind, role };
      const known = SILENT_DIFFERENCES.find(({ is }) => is(silent));
      if (known) count(`silent: ${known.why}`);
      return known ? [] : [`refused: ${where}: ${textOf(answer?.body.message)}`];
    });
    for (const what of [...counts.keys()].toSorted()) t.diagnostic(`${counts.get(what)} ${what}`);
    assert.deepEqual(differences.flat(), []);
  });

  it('have each class name and pod spec that a plain search finds read by the rules', async (t) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'corpus-'));
    t.after(() => rm(folder, { recursive: true }));
    const searched = new Map<string, ReturnType<typeof searchText>>();
    for (const file of files) {
      const text = await readFile(file, 'utf8');
      const copy = path.join(folder, file);
      const one = searchText(text);
      const tellsRoles = /\/(?:Chart|[Kk]ustomization|chainsaw-test)\.ya?ml$/.test(file);
      if (one.lines.length > 0) searched.set(copy, one);
      else if (!tellsRoles) continue;
      await mkdir(path.dirname(copy), { recursive: true });
      await writeFile(copy, one.text);
    }
    const facts = path.join(folder, 'facts.json');
    const one = { kind: 'RuntimeClass', metadata: { name: 'other' }, handler: 'runsc' };
    await writeFile(facts, JSON.stringify({ kind: 'List', items: [one] }));
    const found = await lint(['--facts', facts, folder]);

    const counts = new Map<string, number>();
    const unread = [...searched].flatMap(([copy, { text, lines }]) => {
      const said = new Set(
        (found.get(copy) ?? []).filter(({ code }) => code.startsWith('RC')).map(({ line }) => line),
      );
      return lines.flatMap((line) => {
        const known = UNREAD_PODS.find(({ is }) => is(documentAt(text, line)));
        const why = said.has(line) ? 'read' : known?.why;
        if (why !== undefined) counts.set(why, (counts.get(why) ?? 0) + 1);
        return why === undefined ? [`${path.relative(folder, copy)}:${line}`] : [];
      });
    });
    for (const [what, times] of counts) t.diagnostic(`${times} ${what}`);
    assert.deepEqual(unread, []);
  });
});

/** The document of a text that has a line, from 1. */
function documentAt(text: string, line: number): string {
  const lines = text.split('\n');
  const isMarker = (one: string): boolean => one.startsWith('---');
  const start = lines.slice(0, line).findLastIndex(isMarker) + 1;
  const length = lines.slice(line).findIndex(isMarker);
  return lines.slice(start, length === -1 ? undefined : line + length).join('\n');
}
