// How node pools are made, loaded when the first of it is run.
export { createGVisorPool, createKataPool } from './createNodePool.ts';
