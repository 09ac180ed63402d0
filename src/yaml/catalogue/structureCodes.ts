import { ofFamily } from './findingInfo.ts';
import { SOURCES } from './sources.ts';

/** What the definitions of the Kubernetes API say of an object. */
export const STRUCTURE_CODES = ofFamily('structure', {
  'unknown-kind': {
    severity: 'error',
    title: 'kind that its apiVersion does not have',
    why: 'The API server does not know it. It is a warning where the kind has moved out of the group `extensions`, and information where another version of Kubernetes may serve it.',
    remedy: 'Replace the kind or the apiVersion.',
    source: SOURCES.openApi,
  },
  'unknown-field': {
    severity: 'error',
    title: 'field that its object does not have',
    why: 'The API server refuses it. Of a custom resource it drops the field, which is a warning.',
    remedy: 'Rename or remove it.',
    source: SOURCES.openApi,
  },
  'missing-field': {
    severity: 'error',
    title: 'required field that is missing',
    why: 'The API server refuses the object.',
    remedy: 'Add the field.',
    source: SOURCES.openApi,
  },
  'wrong-type': {
    severity: 'error',
    title: 'value of another type',
    why: 'The API server cannot decode it.',
    remedy: 'Write it as the type of the field asks.',
    source: SOURCES.openApi,
  },
  'not-in-enum': {
    severity: 'error',
    title: 'value that is none of those allowed',
    why: 'The API server refuses it.',
    remedy: 'Choose one of those that the message lists.',
    source: SOURCES.openApi,
  },
  'duplicate-key': {
    severity: 'error',
    title: 'key that is there twice',
    why: 'Only the last one counts, and kubectl does not say so.',
    remedy: 'Remove one of the two.',
    source: SOURCES.openApi,
  },
  'quote-value': {
    severity: 'error',
    title: 'text that YAML 1.1 reads as a number or boolean',
    why: 'kubectl reads `on`, `yes` and `0777` so, and the API server refuses them where it takes a text. A key is made a text again, perhaps another one, which is a warning.',
    remedy: 'Quote it.',
    source: SOURCES.openApi,
  },
  'bad-quantity': {
    severity: 'error',
    title: 'quantity that cannot be read',
    why: 'The API server refuses it.',
    remedy: 'Write it as `500m` or `1Gi`, without a blank.',
    source: SOURCES.openApi,
  },
  'bad-format': {
    severity: 'error',
    title: 'text without the form that its field asks',
    why: 'The API server refuses it: the field takes base64, or a time.',
    remedy: 'Write it in the form that the message gives.',
    source: SOURCES.openApi,
  },
});
