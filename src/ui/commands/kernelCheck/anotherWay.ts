import { count } from '../../../base/text/count.ts';
import type { CheckResult } from '../../../model/isolation/checkResult.ts';
import { isContradiction } from '../../../model/isolation/contradictions.ts';
import { isUnread } from './checkedMessage.ts';

/** The pods that are worth reading in another way, and what is offered for them. */
export interface AnotherWay {
  readonly button: string;
  readonly pods: readonly CheckResult[];
  /** Which pods these are. */
  readonly placeHolder: string;
}

/**
 * What is offered after a check: another way for pods that could not be read; where all could, the
 * product's own program for those that only their image's programs read, as these may print
 * anything. A contradiction needs no other way: `undefined` for none.
 */
export function anotherWay(results: readonly CheckResult[]): AnotherWay | undefined {
  const unread = results.filter(isUnread);
  if (unread.length > 0) {
    const placeHolder = `For ${count(unread.length, 'pod')} that could not be read`;
    return { button: 'Check Another Way…', pods: unread, placeHolder };
  }
  const byImage = results.filter((one) => one.readBy === 'image' && !isContradiction(one));
  if (byImage.length === 0) return undefined;
  const whose = count(byImage.length, 'pod that its own image', 'pods that their own images');
  return { button: 'Read by Our Program…', pods: byImage, placeHolder: `For ${whose} read` };
}
