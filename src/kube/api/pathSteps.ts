/**
 * Whether a part of a path is `.` or `..`: an address takes them for steps to another path, also
 * where a name is meant. No object has such a name.
 */
export function hasPathSteps(path: string): boolean {
  const [parts = ''] = path.split('?', 1);
  return parts.split('/').some((part) => /^(?:\.|%2e){1,2}$/i.test(part));
}
