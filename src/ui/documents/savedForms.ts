/** One form in which a document is saved. */
export interface SavedForm {
  /** What the save dialog calls it. */
  readonly label: string;
  /** Of the file, without its dot. */
  readonly ending: string;
  readonly text: () => string;
}

/** What a document is saved as. */
export interface SavedForms {
  /** The title of the dialog. */
  readonly title: string;
  /** The name that is proposed, without its ending. */
  readonly name: string;
  /** The first one is proposed. */
  readonly forms: readonly [SavedForm, ...SavedForm[]];
}

/** A document as the ending of its file wants it, else in its first form. */
export function savedText({ forms }: SavedForms, path: string): string {
  const form = forms.find(({ ending }) => path.toLowerCase().endsWith(`.${ending}`)) ?? forms[0];
  return form.text();
}

/** A name of a file, e.g. `kernel-check-prod-2026-11-27`; `day` is ISO 8601. */
export function savedName(what: string, cluster: string, day: string): string {
  return `${what}-${cluster.replace(/[^\w.-]+/g, '-')}-${day.slice(0, 10)}`;
}
