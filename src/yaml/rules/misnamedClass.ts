import { isDnsSubdomain } from '../../model/kubernetes/dnsName.ts';
import { USUAL_CLASSES } from '../../model/runtimeClass/usualClasses.ts';
import { type Facts, knownClasses } from '../facts/facts.ts';
import { didYouMean, nearestName } from '../findings/nearestName.ts';
import { oddCharacterOf, straightened, visible } from '../findings/oddCharacter.ts';
import type { YamlScalar } from '../parse/yamlNode.ts';
import { renaming } from './rule/fixes.ts';
import type { RuleFinding } from './rule/rule.ts';

/** RC012 for a name that no class can have; `undefined` for any other. */
export function misnamedClass(node: YamlScalar, facts: Facts): RuleFinding | undefined {
  if (isDnsSubdomain(node.text)) return undefined;
  const odd = oddCharacterOf(node);
  const meant = meantClass(node.text, facts);
  const why =
    odd?.which ??
    'it has at most 253 lower case letters, digits, "-" and ".", with a letter or digit at both ends of each part';
  return {
    code: 'RC012',
    message: `No API server takes the class name "${visible(node.text)}": ${why}.${didYouMean(meant)}`,
    at: odd?.at ?? node,
    fixes: meant === undefined ? [] : renaming(node, meant),
  };
}

/**
 * The class that a name was meant to be. One that the cluster lacks would be refused next, so the
 * nearest of its own comes first there.
 */
function meantClass(name: string, facts: Facts): string | undefined {
  const straight = straightened(name).toLowerCase();
  const isComplete = facts.runtimeClasses.state === 'complete';
  const known = knownClasses(facts).map((one) => one.name);
  const candidates = isComplete ? known : [...known, ...USUAL_CLASSES.map((one) => one.name)];
  if (candidates.includes(straight)) return straight;
  const isName = isDnsSubdomain(straight);
  if (isName && !isComplete) return straight;
  return nearestName(straight, new Set(candidates)) ?? (isName ? straight : undefined);
}
