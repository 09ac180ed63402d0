import { type AjvError, type Oracle, oracleOf } from './oracle.ts';

interface Validator {
  (object: unknown): boolean;
  readonly errors?: readonly AjvError[] | null;
}

/** The verdict of `kubernetes-models` on objects of a definition: validators that it made of its own copy of them. */
export async function kubernetesModelsOracle(definition: string): Promise<Oracle> {
  const file = definition.replaceAll(/(?:^|[.-])(\w)/g, (_, letter: string) =>
    letter.toUpperCase(),
  );
  const { validate } = (await import(`kubernetes-models/_schemas/${file}`)) as {
    validate: Validator;
  };
  return oracleOf(validate);
}
