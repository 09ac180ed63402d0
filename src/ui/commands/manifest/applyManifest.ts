import type { Clusters } from '../../../state/clusters.ts';
import type { ReadonlyDocuments } from '../../documents/readonlyDocuments.ts';
import type { Language } from '../../language/registerLanguage.ts';
import { applyPreviewed } from './applyPreviewed.ts';
import { manifestInEditor } from './manifestInEditor.ts';
import { activeOrPicked, sessionOf } from '../target/target.ts';

const TITLE = 'Apply Manifest';

/** Applies the objects of the active editor to the active cluster, after its dry run and diff. */
export async function applyManifest(
  clusters: Clusters,
  { worker, manifests }: Language,
  documents: ReadonlyDocuments,
): Promise<void> {
  const { objects } = await manifestInEditor(worker, manifests);
  const ref = await activeOrPicked(clusters, TITLE);
  if (!ref) return;
  const sent = objects.map((object) => object.sent);
  await applyPreviewed(sessionOf(clusters, ref.id), documents, sent, TITLE);
}
