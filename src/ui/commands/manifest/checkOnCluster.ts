import { Diagnostic, DiagnosticSeverity } from 'vscode';
import { plainText } from '../../../base/text/plainText.ts';
import { ApiResources } from '../../../kube/write/apiResources.ts';
import type { ObjectManifest } from '../../../kube/write/apply.ts';
import { applyObjects, type Outcome } from '../../../kube/write/applyObjects.ts';
import { rangeOf } from '../../language/diagnostics.ts';
import type { Language } from '../../language/registerLanguage.ts';
import { withCancellableProgress } from '../../progress.ts';
import { dryRunMessage, refusalsOf } from './dryRunMessage.ts';
import { type ManifestInEditor, manifestInEditor } from './manifestInEditor.ts';
import type { CommandContext } from '../target/commandContext.ts';
import { activeOrPicked, sessionOf } from '../target/target.ts';
import { showNotice } from '../../notifications.ts';
import { COMMAND_TITLES } from '../../commandTitles.ts';
import { COMMANDS } from '../../ids.ts';

const TITLE = COMMAND_TITLES[COMMANDS.checkOnCluster];

/** What the API server says of an object, or of the Pod that its template makes. */
interface Said {
  readonly object: ManifestInEditor['objects'][number];
  readonly outcome: Outcome;
  /** Where the Pod is in the object; empty for the object itself. */
  readonly prefix: readonly string[];
}

/**
 * Asks the API server by a dry run what it makes of each object, and of a Pod from each template:
 * the admission of RuntimeClasses looks at Pods alone. What it says is shown at the fields that it
 * names; nothing is stored.
 */
export async function checkOnCluster(context: CommandContext): Promise<void> {
  const { worker } = context.language;
  const editor = await manifestInEditor(context.language);
  const ref = await activeOrPicked(context, TITLE);
  if (!ref) return;
  const { connection } = await sessionOf(context, ref.id);
  const resources = new ApiResources(connection);
  const cluster = plainText(ref.name);
  const said = await withCancellableProgress(`Dry run in ${cluster}`, async (_, signal) => {
    const run = (sent: readonly ObjectManifest[]): Promise<readonly Outcome[]> =>
      applyObjects(connection, resources, sent, { dryRun: true, force: true, signal });
    const whole = await run(editor.objects.map(({ sent }) => sent));
    const templates = editor.objects.filter(({ pod }) => pod);
    const pods = await run(templates.map(({ pod }) => pod?.manifest as unknown as ObjectManifest));
    return [
      ...whole.flatMap((outcome, at): Said[] => {
        const object = editor.objects[at];
        return object ? [{ object, outcome, prefix: [] }] : [];
      }),
      ...pods.flatMap((outcome, at): Said[] => {
        const object = templates[at];
        return object ? [{ object, outcome, prefix: object.pod?.prefix ?? [] }] : [];
      }),
    ];
  });
  const shown = await Promise.all(said.map((one) => diagnosticsOf(one, editor, worker, cluster)));
  const diagnostics = shown.flat();
  context.refusals.set(editor.document.uri, diagnostics);
  const counts = {
    objects: editor.objects.length,
    problems: diagnostics.length,
    skipped: said.filter(({ outcome }) => outcome.state === 'skipped').length,
  };
  void showNotice(context.log, dryRunMessage(cluster, counts));
}

async function diagnosticsOf(
  { object, outcome, prefix }: Said,
  { document, text }: ManifestInEditor,
  worker: Language['worker'],
  cluster: string,
): Promise<readonly Diagnostic[]> {
  return Promise.all(
    refusalsOf(outcome, prefix).map(async ({ field, message }) => {
      const place =
        field === '' ? undefined : await worker.ask('placeOfField', text, object, field);
      const what = prefix.length > 0 ? 'the pods that it makes' : 'it';
      const diagnostic = new Diagnostic(
        rangeOf(document, place ?? object.at),
        `${cluster} refuses ${what}: ${plainText(message, 500)}`,
        DiagnosticSeverity.Error,
      );
      diagnostic.source = 'AKS Sandbox';
      diagnostic.code = 'dry-run';
      return diagnostic;
    }),
  );
}
