import { UserError } from '../../../base/problem.ts';

/** The active editor shows no manifest. */
export function noManifest(): UserError {
  return cannotBeSent('No manifest is open in the editor');
}

/** A text has no object that could be sent. */
export function noObjects(file: string): UserError {
  return cannotBeSent(
    `${file} holds no object that could be sent (templates, patches and values are none)`,
  );
}

/** An object of a text has no name. */
export function nameless(kind: string, file: string): UserError {
  return cannotBeSent(`A ${kind} in ${file} has no metadata.name`);
}

/** No workload was put into a sandbox; `why` is the rest of the sentence. */
export function nothingSandboxed(why: string): UserError {
  return new UserError({
    kind: 'configuration',
    what: `Nothing was sandboxed: ${why}`,
    next: 'Put the cursor into a Pod, Deployment or another workload in a YAML file.',
    retryable: false,
  });
}

/** There is no folder whose manifests could be checked. */
export function noFolder(): UserError {
  return new UserError({
    kind: 'configuration',
    what: 'No folder on this machine is open',
    next: 'Open the folder with your manifests, then check them all.',
    retryable: false,
  });
}

function cannotBeSent(what: string): UserError {
  return new UserError({
    kind: 'configuration',
    what,
    next: 'Open a YAML file with Kubernetes objects.',
    retryable: false,
  });
}
