// What is done with node pools, loaded when the first of it is run.
export { copyPoolAs } from './copyPoolAs.ts';
