import { plainText } from '../../base/text/plainText.ts';

const MAX_NAMED = 15;

/**
 * The pods that a question is about, one a line: the first fifteen, and how many more there are.
 */
export function podNames(
  pods: readonly { readonly namespace: string; readonly name: string }[],
): string {
  const names = pods
    .slice(0, MAX_NAMED)
    .map(({ namespace, name }) => plainText(`${namespace}/${name}`));
  const more = pods.length - names.length;
  return [...names, ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
}
