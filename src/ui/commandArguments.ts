import type { Uri } from 'vscode';
import type { TreeTarget } from '../model/tree/treeNode.ts';
import type { SandboxChoice } from '../yaml/languageService.ts';
import type { COMMANDS, CommandId, PreviewCommandId } from './ids.ts';

/** A row of the tree, as far as commands know it. */
export interface TargetRow {
  readonly node: { readonly target: TreeTarget };
}

/**
 * What the menu of a row hands over: the row, and all that are selected. From the palette there is
 * nothing.
 */
export type RowArguments = readonly [clicked?: TargetRow, selected?: readonly TargetRow[]];

/**
 * The workload of a manifest, as the code lens over it hands it over; the namespace may be empty.
 */
export interface WorkloadArgument {
  readonly workload: { readonly kind: string; readonly name: string; readonly namespace: string };
}

/** Those that take more than a row of the tree, or nothing. */
interface Others extends Readonly<Record<PreviewCommandId, readonly [document?: Uri]>> {
  readonly [COMMANDS.selectActiveCluster]: RowArguments | readonly [context: string];
  readonly [COMMANDS.signInToAzure]: readonly [tenant?: string];
  readonly [COMMANDS.chooseSubscriptions]: readonly [];
  readonly [COMMANDS.filter]: readonly [];
  readonly [COMMANDS.clearFilter]: readonly [];
  readonly [COMMANDS.groupPods]: readonly [];
  readonly [COMMANDS.showAllPods]: readonly [];
  readonly [COMMANDS.showSandboxedPods]: readonly [];
  readonly [COMMANDS.showHiddenContexts]: readonly [];
  readonly [COMMANDS.showLog]: readonly [];
  readonly [COMMANDS.showMore]: readonly [parent: string];
  readonly [COMMANDS.addKubeconfig]: readonly [];
  readonly [COMMANDS.copyCredentialsCommand]: readonly [];
  readonly [COMMANDS.checkKernel]: RowArguments | readonly [WorkloadArgument];
  readonly [COMMANDS.showLastReport]: readonly [];
  readonly [COMMANDS.saveLastReport]: readonly [];
  readonly [COMMANDS.saveDocument]: readonly [document?: Uri];
  readonly [COMMANDS.sandboxWorkload]: readonly [
    document?: Uri,
    position?: { readonly line: number; readonly character: number },
    sandbox?: SandboxChoice['sandbox'],
  ];
  readonly [COMMANDS.checkOnCluster]: readonly [];
  readonly [COMMANDS.checkAllManifests]: readonly [];
  readonly [COMMANDS.applyManifest]: readonly [];
  readonly [COMMANDS.previewDiscard]: readonly [document?: Uri];
  readonly [COMMANDS.createRuntimeClass]: RowArguments | readonly [{ readonly className: string }];
}

/**
 * The arguments of each command. Keys and other extensions may hand over anything: handlers look at
 * it.
 */
export type CommandArguments = {
  readonly [Id in CommandId]: Id extends keyof Others ? Others[Id] : RowArguments;
};
