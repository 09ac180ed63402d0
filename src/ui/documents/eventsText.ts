import { plainText } from '../../base/plainText.ts';
import type { PodEvent } from '../../kube/resources/podEvents.ts';
import { explainEvent } from '../../model/pod/explainEvent.ts';

/** Events as text, the oldest first, each with what it means for a sandboxed pod. */
export function eventsText(pod: string, events: readonly PodEvent[]): string {
  const lines = events.flatMap((event) => {
    const explanation = explainEvent(event.message);
    const times = event.count > 1 ? ` (${event.count} times)` : '';
    return [
      `${plainText(event.lastSeen) || 'unknown time'}  ${plainText(event.type)}  ${plainText(event.reason)}  ${plainText(event.object)}${times}`,
      `    ${plainText(event.message, 2000)}`,
      ...(explanation === '' ? [] : [`    → ${plainText(explanation, 500)}`]),
    ];
  });
  const none = 'No events: the cluster keeps them for an hour by default.';
  return `Events of ${plainText(pod)} and its owner\n\n${lines.length > 0 ? lines.join('\n') : none}\n`;
}
