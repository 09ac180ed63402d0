import type { Span } from '../parse/span.ts';

/** Something that can be written at the cursor. */
export interface Completion {
  readonly label: string;
  /** What replaces `span`; lines after the first are indented as the first is. */
  readonly insertText: string;
  readonly span: Span;
  readonly kind: 'field' | 'value' | 'class' | 'label' | 'taint' | 'node' | 'namespace' | 'block';
  /** A few words beside the label. */
  readonly detail: string;
  /** Markdown. */
  readonly documentation: string;
  /** `insertText` has placeholders, as `${1:name}`, to be filled in one after the other. */
  readonly snippet?: true;
  /** What the cluster has comes before what the API could take. */
  readonly rank: number;
}

/** A completion before it is known what it replaces. */
export type Suggestion = Omit<Completion, 'span'>;
