import path from 'node:path';

/** The root of the project, which is also the folder of the extension. */
export const projectRoot = path.join(import.meta.dirname, '../..');

/** Where test runs leave their logs, screenshots and counts. */
export const resultsFolder = path.join(projectRoot, '.test-results');
