import { listOf, type Target, textOf } from '../contract/target.ts';

/** Where objects of each kind that the API server has are made, in that namespace, by `apiVersion kind`. */
export async function collectionPaths(
  target: Target,
  namespace: string,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const { body } = await target.ask('GET', '/apis');
  const versions = listOf(body.groups).flatMap(({ versions: all }) => listOf(all));
  const roots = ['/api/v1', ...versions.map((one) => `/apis/${textOf(one.groupVersion)}`)];
  for (const root of roots) {
    const list = await target.ask('GET', root);
    for (const { kind, name, namespaced } of listOf(list.body.resources)) {
      if (textOf(name).includes('/')) continue;
      const middle = (namespaced as unknown) === true ? `/namespaces/${namespace}` : '';
      found.set(
        `${textOf(list.body.groupVersion)} ${textOf(kind)}`,
        `${root}${middle}/${textOf(name)}`,
      );
    }
  }
  return found;
}
