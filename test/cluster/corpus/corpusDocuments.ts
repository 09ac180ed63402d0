import { isMap, isScalar, parseDocument } from 'yaml';

/** One document of a file that says which object it is. */
export interface CorpusDocument {
  readonly file: string;
  /** The lines of the file that it has, from 1. */
  readonly first: number;
  readonly last: number;
  /** Its text, with the namespace of the corpus instead of its own. */
  readonly text: string;
  readonly apiVersion: string;
  readonly kind: string;
}

/** The namespace that objects are sent to, whatever they say. */
export const CORPUS_NAMESPACE = 'corpus';

/** The documents of a text that have an `apiVersion` and a `kind`, split as kubectl splits it. */
export function corpusDocuments(file: string, text: string): readonly CorpusDocument[] {
  const documents: CorpusDocument[] = [];
  let first = 1;
  for (const part of text.split(/^(?=---(?:\s|$))/m)) {
    const lines = part.split('\n').length - 1;
    const found = objectOf(part);
    if (found) documents.push({ file, first, last: first + lines, ...found });
    first += lines;
  }
  return documents;
}

function objectOf(part: string): Pick<CorpusDocument, 'text' | 'apiVersion' | 'kind'> | undefined {
  const { contents } = parseDocument(part, { strict: false, uniqueKeys: false, logLevel: 'error' });
  if (!isMap(contents)) return undefined;
  const [apiVersion, kind] = [contents.get('apiVersion'), contents.get('kind')];
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return undefined;
  const namespace = contents.getIn(['metadata', 'namespace'], true);
  const range = isScalar(namespace) ? namespace.range : undefined;
  const text = range ? part.slice(0, range[0]) + CORPUS_NAMESPACE + part.slice(range[1]) : part;
  return { text, apiVersion, kind };
}
