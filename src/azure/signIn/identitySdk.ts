// What is used of Microsoft's identity library, in a module that is loaded at first use.
export { AzureCliCredential } from '@azure/identity';
export { execFile, isProcessError } from '@azure/core-process';
