// What is used of Microsoft's client, in a module that is loaded at first use.
export { createContainerService } from '@azure/arm-containerservice/api';
