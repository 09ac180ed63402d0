import { manyDocuments } from './manifestTexts.ts';

const DOCUMENTS = manyDocuments(48).split('---\n');

/** A file of a repository: three documents, about 150 lines. */
export function lintText(index: number): string {
  return [0, 1, 2]
    .map((at) => DOCUMENTS[(index * 3 + at) % DOCUMENTS.length])
    .join('---\n')
    .replaceAll('app-', `app-${index}-`);
}
