// Every id that the manifest and the code share. A test holds this file and package.json together.

export const VIEW_CONTAINER = 'aksSandbox';
export const CLUSTERS_VIEW = 'aksSandbox.clusters';

/** Commands of the palette and the menus. */
export const COMMANDS = {
  selectActiveCluster: 'aksSandbox.selectActiveCluster',
  refresh: 'aksSandbox.refresh',
  filter: 'aksSandbox.filter',
  clearFilter: 'aksSandbox.clearFilter',
  groupPods: 'aksSandbox.groupPods',
  showAllPods: 'aksSandbox.showAllPods',
  showSandboxedPods: 'aksSandbox.showSandboxedPods',
  hideContext: 'aksSandbox.hideContext',
  showHiddenContexts: 'aksSandbox.showHiddenContexts',
  copyName: 'aksSandbox.copyName',
  showLog: 'aksSandbox.showLog',
  showMore: 'aksSandbox.showMore',
  addKubeconfig: 'aksSandbox.addKubeconfig',
  openKubeconfig: 'aksSandbox.openKubeconfig',
  copyCredentialsCommand: 'aksSandbox.copyCredentialsCommand',
  signInToAzure: 'aksSandbox.signInToAzure',
  chooseSubscriptions: 'aksSandbox.chooseSubscriptions',
  openInPortal: 'aksSandbox.openInPortal',
  openTerminal: 'aksSandbox.openTerminal',
  copyPoolAs: 'aksSandbox.copyPoolAs',
  createKataPool: 'aksSandbox.createKataPool',
  createGVisorPool: 'aksSandbox.createGVisorPool',
  scalePool: 'aksSandbox.scalePool',
  upgradePoolImage: 'aksSandbox.upgradePoolImage',
  rollBackPoolImage: 'aksSandbox.rollBackPoolImage',
  deletePool: 'aksSandbox.deletePool',
  replaceOldKataPool: 'aksSandbox.replaceOldKataPool',
  stopPoolOperation: 'aksSandbox.stopPoolOperation',
  reconcileCluster: 'aksSandbox.reconcileCluster',
  registerFeature: 'aksSandbox.registerFeature',
  showDetails: 'aksSandbox.showDetails',
  showManifest: 'aksSandbox.showManifest',
  showEvents: 'aksSandbox.showEvents',
  showContainerLog: 'aksSandbox.showContainerLog',
  followContainerLog: 'aksSandbox.followContainerLog',
  openPodTerminal: 'aksSandbox.openPodTerminal',
  checkKernel: 'aksSandbox.checkKernel',
  showCoverage: 'aksSandbox.showCoverage',
  showLastReport: 'aksSandbox.showLastReport',
  saveLastReport: 'aksSandbox.saveLastReport',
  saveDocument: 'aksSandbox.saveDocument',
  sandboxWorkload: 'aksSandbox.sandboxWorkload',
  checkOnCluster: 'aksSandbox.checkOnCluster',
  checkAllManifests: 'aksSandbox.checkAllManifests',
  applyManifest: 'aksSandbox.applyManifest',
  createRuntimeClass: 'aksSandbox.createRuntimeClass',
  showAdmissionPolicy: 'aksSandbox.showAdmissionPolicy',
  deployGVisor: 'aksSandbox.deployGVisor',
  pauseGVisorRollout: 'aksSandbox.pauseGVisorRollout',
  resumeGVisorRollout: 'aksSandbox.resumeGVisorRollout',
  upgradeGVisor: 'aksSandbox.upgradeGVisor',
  removeGVisor: 'aksSandbox.removeGVisor',
  showInstallerManifest: 'aksSandbox.showInstallerManifest',
  showInstallerLog: 'aksSandbox.showInstallerLog',
  runSamplePods: 'aksSandbox.runSamplePods',
  previewCreate: 'aksSandbox.previewCreate',
  previewSend: 'aksSandbox.previewSend',
  previewDrain: 'aksSandbox.previewDrain',
  previewApply: 'aksSandbox.previewApply',
  previewDeploy: 'aksSandbox.previewDeploy',
  previewUpgrade: 'aksSandbox.previewUpgrade',
  previewRemove: 'aksSandbox.previewRemove',
  previewRun: 'aksSandbox.previewRun',
  previewAdd: 'aksSandbox.previewAdd',
  previewTakeOver: 'aksSandbox.previewTakeOver',
  previewRemoveAlthoughPodsRun: 'aksSandbox.previewRemoveAlthoughPodsRun',
  previewDiscard: 'aksSandbox.previewDiscard',
} as const;

export type CommandId = (typeof COMMANDS)[keyof typeof COMMANDS];

/** Settings below `aksSandbox`. */
export const SETTINGS = {
  kubeconfigs: 'kubeconfigs',
  namespaces: 'namespaces',
  checkConcurrency: 'check.concurrency',
  checkTimeout: 'check.timeout',
  checkImage: 'check.image',
  rules: 'rules',
  schemaDiagnostics: 'schemaDiagnostics',
  codeLens: 'codeLens',
  azureSignIn: 'azure.signIn',
  gvisorRelease: 'gvisor.release',
  gvisorSha512: 'gvisor.sha512',
  gvisorMirror: 'gvisor.mirror',
  gvisorImage: 'gvisor.image',
  azurePrices: 'azure.prices',
} as const;

/** Keys of `when` clauses: the documents that ask, by what their button does. */
export const PREVIEW_KEYS = {
  create: 'aksSandbox.asksToCreate',
  send: 'aksSandbox.asksToSend',
  drain: 'aksSandbox.asksToDrain',
  apply: 'aksSandbox.asksToApply',
  deploy: 'aksSandbox.asksToDeploy',
  upgrade: 'aksSandbox.asksToUpgrade',
  remove: 'aksSandbox.asksToRemove',
  run: 'aksSandbox.asksToRun',
  add: 'aksSandbox.asksToAdd',
  takeOver: 'aksSandbox.asksToTakeOver',
  removeAlthoughPodsRun: 'aksSandbox.asksToRemoveAlthoughPodsRun',
} as const;

/** The buttons that say yes to a document which asks, by what they do. */
export const PREVIEW_COMMANDS = {
  create: COMMANDS.previewCreate,
  send: COMMANDS.previewSend,
  drain: COMMANDS.previewDrain,
  apply: COMMANDS.previewApply,
  deploy: COMMANDS.previewDeploy,
  upgrade: COMMANDS.previewUpgrade,
  remove: COMMANDS.previewRemove,
  run: COMMANDS.previewRun,
  add: COMMANDS.previewAdd,
  takeOver: COMMANDS.previewTakeOver,
  removeAlthoughPodsRun: COMMANDS.previewRemoveAlthoughPodsRun,
} as const satisfies Record<keyof typeof PREVIEW_KEYS, CommandId>;

export type PreviewCommandId = (typeof PREVIEW_COMMANDS)[keyof typeof PREVIEW_COMMANDS];

/** Keys of `when` clauses. */
export const CONTEXT_KEYS = {
  /** `loading`, `empty` or `ready`. */
  state: 'aksSandbox.state',
  filtered: 'aksSandbox.filtered',
  /** Pods that claim no sandbox are shown, too. */
  allPods: 'aksSandbox.allPods',
  /** There are contexts that are not shown. */
  hasHidden: 'aksSandbox.hasHidden',
  hasReport: 'aksSandbox.hasReport',
  /** The documents that can be saved. */
  savable: 'aksSandbox.savable',
  /** Somebody is signed in to Azure. */
  signedIn: 'aksSandbox.signedIn',
  /** The active editor shows a manifest. */
  kubernetesManifest: 'aksSandbox.kubernetesManifest',
  ...PREVIEW_KEYS,
} as const;

/** The scheme of read-only documents. */
export const DOCUMENT_SCHEME = 'aks-sandbox';
