import { agoText } from '../../base/text/agoText.ts';
import { count } from '../../base/text/count.ts';
import { markdownText } from '../../base/text/plainText.ts';
import type { PodEvent } from '../../kube/resources/podEvents.ts';
import { explainEvent } from '../../model/pod/explainEvent.ts';

/** Events as a page; what they are of is Markdown already. */
export function eventsMarkdown(of: string, events: readonly PodEvent[], now: number): string {
  return `# Events of ${of}\n\n${eventsList(events, now)}\n`;
}

/** Events as a list, the newest first, each with what it means for a sandboxed pod. */
export function eventsList(events: readonly PodEvent[], now: number): string {
  if (events.length === 0) return 'No events: the cluster keeps them for an hour by default.';
  return events
    .toReversed()
    .map((event) => eventItem(event, now))
    .join('\n');
}

function eventItem(event: PodEvent, now: number): string {
  const explanation = explainEvent(event.message);
  const times = event.count > 1 ? `, ${count(event.count, 'time')}` : '';
  const mark = event.type === 'Warning' ? '⚠ ' : '';
  const when = markdownText(agoText(event.lastSeen, now));
  return [
    `- ${mark}**${markdownText(event.reason)}** ${markdownText(event.object)}, ${when}${times}  `,
    `  ${markdownText(event.message, 2000)}${explanation === '' ? '' : '  '}`,
    ...(explanation === '' ? [] : [`  → ${markdownText(explanation, 500)}`]),
  ].join('\n');
}
