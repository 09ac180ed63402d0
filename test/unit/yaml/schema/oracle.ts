/** One thing that an oracle has against an object. */
export interface Refusal {
  /** Where, as a JSON pointer. */
  readonly path: string;
  readonly said: string;
}

/** Another program's verdict on the structure of an object: nothing when it takes it. */
export type Oracle = (object: unknown) => readonly Refusal[];

/** An error as ajv gives it, and as validators that ajv has written do. */
export interface AjvError {
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly message?: string;
}

/** An oracle out of a validator of ajv. */
export function oracleOf(
  validate: { errors?: readonly AjvError[] | null } & ((object: unknown) => unknown),
): Oracle {
  return (object) => {
    if (validate(object) === true) return [];
    return (validate.errors ?? []).map(({ instancePath, schemaPath, message }) => ({
      path: instancePath,
      said: message ?? schemaPath,
    }));
  };
}

/** What stands in an object at a JSON pointer. */
export function valueAtPointer(object: unknown, pointer: string): unknown {
  const keys = pointer.split('/').slice(1);
  return keys.reduce<unknown>((value, key) => {
    const name = key.replaceAll('~1', '/').replaceAll('~0', '~');
    return (value as Readonly<Record<string, unknown>> | null | undefined)?.[name];
  }, object);
}
