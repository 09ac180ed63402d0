import { type TextDocument, window } from 'vscode';
import type { ObjectManifest } from '../../../kube/write/apply.ts';
import type { SentManifest } from '../../../yaml/assist/sentManifests.ts';
import type { VersionedText } from '../../language/worker/languageWorker.ts';
import { nameless, noManifest, noObjects } from './manifestProblems.ts';
import type { Language } from '../../language/registerLanguage.ts';

/** The manifest in the active editor, and its objects as they would be sent. */
export interface ManifestInEditor {
  readonly document: TextDocument;
  readonly text: VersionedText;
  readonly objects: readonly (SentManifest & { readonly sent: ObjectManifest })[];
}

/** Reads the active editor. Throws a `UserError` when it shows no objects that could be sent. */
export async function manifestInEditor({ worker, manifests }: Language): Promise<ManifestInEditor> {
  const document = window.activeTextEditor?.document;
  const text = document && manifests.versioned(document);
  if (!document || !text) throw noManifest();
  const objects = (await worker.ask('objects', text)) ?? [];
  const name = document.uri.path.split('/').at(-1) ?? 'This file';
  if (objects.length === 0) throw noObjects(name);
  const unnamed = objects.find((object) => object.name === '');
  if (unnamed) throw nameless(unnamed.kind, name);
  return {
    document,
    text,
    objects: objects.map((object) => ({
      ...object,
      sent: object.manifest as unknown as ObjectManifest,
    })),
  };
}
