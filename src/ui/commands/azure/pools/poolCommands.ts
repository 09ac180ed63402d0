// What is done with node pools, loaded when the first of it is run.
export { copyPoolAs } from './copyPoolAs.ts';
export { deleteNodePool } from '../change/deletePool.ts';
export { rollBackPoolImage, upgradePoolImage } from '../change/nodeImageCommands.ts';
export { scalePool } from '../change/scalePool.ts';
export { registerFeature } from '../feature/registerFeature.ts';
export { stopPoolOperation } from '../change/stopOperation.ts';
export { reconcileForPool } from '../reconcile/reconcileForPool.ts';
export { resumePoolOperations } from './resumePoolOperations.ts';
