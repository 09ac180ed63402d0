// Edits texts as an editor would, in a process of its own: node editTexts.ts own|peer
import { performance } from 'node:perf_hooks';
import { join } from 'node:path';
import { loadDefinitions } from '../../../src/definitions/loadDefinitions.ts';
import { LanguageService } from '../../../src/yaml/languageService.ts';
import { readFacts } from '../../../src/cli/lint/readFacts.ts';
import { editPlaces, manyDocuments, oneDocument } from './manifestTexts.ts';
import { heapMB } from '../measure.ts';
import { startYamlLanguageServer } from './yamlLanguageServer.ts';

/** Times in milliseconds. */
export interface EditTimes {
  readonly many: readonly number[];
  readonly one: readonly number[];
  readonly complete: readonly number[];
  /** Heap and resident memory that the many documents took, in megabytes, after they were read and edited. */
  readonly heapMB: number;
  readonly rssMB: number;
}

interface Checker {
  validate(text: string): unknown;
  complete(text: string, offset: number): unknown;
}

const EDITS = 20;
/** A peer that takes seconds for an edit is measured with fewer. */
const PEER_EDITS = 6;

async function own(): Promise<Checker> {
  const service = new LanguageService(await loadDefinitions(join(import.meta.dirname, '../../..')));
  service.setFacts({ ...readFacts(FACTS), cluster: 'bench' });
  return {
    validate: (text) => {
      service.setText('file', text, 'manifest');
      return service.validate('file');
    },
    complete: (text, offset) => {
      service.setText('file', text, 'manifest');
      return service.complete('file', offset);
    },
  };
}

const FACTS = {
  kind: 'List',
  items: ['gvisor', 'kata-vm-isolation'].map((name, at) => ({
    kind: 'RuntimeClass',
    metadata: { name, uid: name },
    handler: at === 0 ? 'runsc' : 'kata',
  })),
};

async function times(checker: Checker, text: string, edits: number): Promise<number[]> {
  await checker.validate(text);
  const taken: number[] = [];
  for (const [index, place] of editPlaces(text, edits).entries()) {
    const edited = `${text.slice(0, place)} # edit ${index}${text.slice(place)}`;
    const began = performance.now();
    await checker.validate(edited);
    taken.push(performance.now() - began);
  }
  return taken;
}

async function completions(checker: Checker, text: string, count: number): Promise<number[]> {
  const taken: number[] = [];
  const places = [...text.matchAll(/^( +)runtimeClassName: (.*)$/gm)];
  for (let index = 0; index < count; index++) {
    const place = places[Math.floor(((index + 0.5) / count) * places.length)];
    if (!place) break;
    const offset = place.index + place[0].length - (place[2]?.length ?? 0);
    const edited = text.slice(0, offset) + text.slice(place.index + place[0].length);
    const began = performance.now();
    await checker.complete(edited, offset);
    taken.push(performance.now() - began);
  }
  return taken;
}

const which = process.argv[2];
const edits = which === 'own' ? EDITS : PEER_EDITS;
const checker = which === 'own' ? await own() : await startYamlLanguageServer();
const before = { heap: heapMB(), rss: process.memoryUsage().rss / 1e6 };
const many = await times(checker, manyDocuments(), edits);
const result: EditTimes = {
  many,
  heapMB: heapMB() - before.heap,
  rssMB: process.memoryUsage().rss / 1e6 - before.rss,
  complete: await completions(checker, manyDocuments(), edits),
  one: await times(checker, oneDocument(2000), edits),
};
console.log(JSON.stringify(result));
process.exit(0);
