/** The oldest Node.js that the command line runs on: its HTTP client needs it. */
export const NODE_REQUIRED = '22.19';

/** Whether a Node.js version is new enough. */
export function isSupportedNode(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [leastMajor = 0, leastMinor = 0] = NODE_REQUIRED.split('.').map(Number);
  return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}
