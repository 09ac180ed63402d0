import type { DiagnosticCollection } from 'vscode';
import type { Log } from '../../../base/log.ts';
import type { State } from '../../../state/state.ts';
import type { ReadonlyDocuments } from '../../documents/readonlyDocuments.ts';
import type { Language } from '../../language/registerLanguage.ts';
import type { Previews } from '../../preview/previews.ts';
import type { ClusterTerminals } from '../../terminals/clusterTerminals.ts';
import type { ClusterTree } from '../../views/tree/clusterTree.ts';

/** The objects of the extension that commands work with. */
export interface CommandContext extends State {
  readonly documents: ReadonlyDocuments;
  readonly previews: Previews;
  /** Loads it where the view was never looked at. */
  readonly tree: () => Promise<ClusterTree>;
  readonly language: Language;
  readonly log: Log & { show(): void };
  /** What a cluster refuses of the open text. */
  readonly refusals: DiagnosticCollection;
  /** What a check of all manifests found. */
  readonly scanned: DiagnosticCollection;
  readonly terminals: ClusterTerminals;
}

/** What work that outlives its command needs. */
export type OperationContext = State & { readonly log: Log };

/** What following an installer to its end needs, which shows its proof as a document. */
export type RolloutContext = OperationContext & Pick<CommandContext, 'documents'>;
