// The command line, with an Azure of the tests' own in place of each cloud's, if it is told of one.
import path from 'node:path';
import type { EndpointOf } from '../../../../src/cli/cluster/findAksCluster.ts';
import { main } from '../../../../src/cli/main.ts';

const root = path.join(import.meta.dirname, '..', '..', '..', '..');
const { TEST_ARM_URL: resourceManager = '', TEST_ARM_CA: ca = '' } = process.env;
// On this machine there is no proxy to it.
const local = { resourceManager, ca, isProxied: true };
const endpointOf: EndpointOf = (cloud) => (resourceManager === '' ? cloud : { ...cloud, ...local });
process.exitCode = await main(process.argv.slice(2), root, endpointOf);
