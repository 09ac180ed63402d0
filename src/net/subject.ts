/** What a request is about, for messages. */
export interface Subject {
  readonly cluster: string;
  /** What is done, as a person says it: `list`, `read`, `run commands in`, … */
  readonly verb: string;
  /** The plural of the resource, or the object itself, e.g. `nodes` or `the pod payments/api`. */
  readonly object: string;
  /** The rights that it takes, e.g. `list on nodes`. */
  readonly rights: string;
}
