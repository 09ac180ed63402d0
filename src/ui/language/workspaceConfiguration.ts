// What reads an `.aks-sandbox.yaml`, loaded where there is one.
export { excludedBy } from '../../files/excludedBy.ts';
export { readConfiguration } from '../../yaml/findings/readConfiguration.ts';
