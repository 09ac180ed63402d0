/** What a person is asked before something is changed. */
export interface Question {
  readonly title: string;
  /** What they must know before they say yes, in paragraphs. */
  readonly detail: string;
}
