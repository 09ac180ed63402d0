import { ofFamily } from './findingInfo.ts';
import { SOURCES } from './sources.ts';

/** Whether a text is YAML. */
export const SYNTAX_CODES = ofFamily('syntax', {
  syntax: {
    severity: 'error',
    title: 'text that is no YAML',
    why: 'kubectl cannot read it.',
    remedy: 'Mend it. Nothing else in the document is changed before.',
    source: SOURCES.yaml,
  },
});

/** What is too much to be checked. */
export const LIMIT_CODES = ofFamily('limit', {
  'too-deep': {
    severity: 'error',
    title: 'document that nests too deep',
    why: 'The document is not checked.',
    remedy: 'Flatten it.',
    source: SOURCES.yaml,
  },
  'too-large': {
    severity: 'error',
    title: 'too many characters, documents or aliases',
    why: 'It is not checked. A document that the API server or kubectl refuses for its size is an error, a large file a warning.',
    remedy: 'Split it.',
    source: SOURCES.yaml,
  },
});
