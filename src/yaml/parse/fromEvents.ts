import { type Event, EVENT_ID, getScalarValue, type ScalarEvent } from 'js-yaml';
import { absentScalar, madeMap } from './madeNodes.ts';
import type { YamlEntry, YamlNode, YamlScalar } from './yamlNode.ts';
import { absentAt, afterBracket, contentEnd } from './yamlText.ts';

const STYLES = ['plain', 'plain', 'single', 'double', 'literal', 'folded'] as const;

/**
 * Makes our tree of the events of js-yaml; `undefined` for an empty document. `isJoined`: they are
 * those of the text with its lines joined.
 */
export function fromEvents(
  text: string,
  events: readonly Event[],
  isJoined = false,
): YamlNode | undefined {
  return new TreeMaker(text, events, isJoined).document();
}

class TreeMaker {
  readonly #text: string;
  readonly #events: readonly Event[];
  readonly #anchors = new Map<string, YamlNode>();
  readonly #isJoined: boolean;
  #at = 0;

  constructor(text: string, events: readonly Event[], isJoined: boolean) {
    this.#text = text;
    this.#events = events;
    this.#isJoined = isJoined;
  }

  document(): YamlNode | undefined {
    const first = this.#events[0];
    if (first?.type !== EVENT_ID.DOCUMENT) return undefined;
    this.#at = 1;
    const content = this.#events[1];
    if (!content || content.type === EVENT_ID.POP) return undefined;
    if (content.type === EVENT_ID.SCALAR && isAbsent(content) && content.anchorStart < 0) {
      return undefined;
    }
    return this.#node(0);
  }

  /** The next node; `from` is where what stands before it ends. */
  #node(from: number): YamlNode {
    const event = this.#events[this.#at++];
    switch (event?.type) {
      case EVENT_ID.SCALAR:
        return this.#named(event, this.#scalar(event, from));
      case EVENT_ID.ALIAS: {
        const name = this.#text.slice(event.anchorStart, event.anchorEnd);
        const target = this.#anchors.get(name);
        return { kind: 'alias', start: event.anchorStart - 1, end: event.anchorEnd, name, target };
      }
      case EVENT_ID.MAPPING:
        return this.#named(event, this.#map(event.start, event.style === FLOW));
      case EVENT_ID.SEQUENCE:
        return this.#named(event, this.#list(event.start, event.style === FLOW));
      default:
        throw new Error(`A YAML event is missing before offset ${from}`);
    }
  }

  #map(start: number, flow: boolean): YamlNode {
    const entries: YamlEntry[] = [];
    let end = flow ? start + 1 : start;
    while (this.#more()) {
      const key = this.#node(end);
      const value = this.#node(key.end);
      entries.push({ key, value });
      end = Math.max(key.end, value.end);
    }
    if (flow) end = afterBracket(this.#text, end, '}');
    return madeMap(start, end, flow, entries);
  }

  #list(start: number, flow: boolean): YamlNode {
    const items: YamlNode[] = [];
    let end = flow ? start + 1 : start;
    while (this.#more()) {
      const item = this.#node(end);
      items.push(item);
      end = item.end;
    }
    if (flow) end = afterBracket(this.#text, end, ']');
    return { kind: 'list', start, end, flow, items };
  }

  /** Whether the collection has another node; steps over its end when not. */
  #more(): boolean {
    const event = this.#events[this.#at];
    if (event && event.type !== EVENT_ID.POP) return true;
    this.#at++;
    return false;
  }

  #scalar(event: ScalarEvent, from: number): YamlScalar {
    const tag = event.tagStart < 0 ? '' : this.#text.slice(event.tagStart, event.tagEnd);
    if (isAbsent(event)) {
      const named = Math.max(event.tagEnd, event.anchorEnd);
      return absentScalar(named > 0 ? named : absentAt(this.#text, from), tag);
    }
    const style = STYLES[event.style] ?? 'plain';
    const quote = style === 'single' || style === 'double' ? 1 : 0;
    const block = style === 'literal' || style === 'folded';
    return {
      kind: 'scalar',
      start: event.valueStart - quote,
      end: block
        ? contentEnd(this.#text, event.valueStart, event.valueEnd)
        : event.valueEnd + quote,
      text: this.#scalarText(event),
      style,
      tag,
    };
  }

  #scalarText(event: ScalarEvent): string {
    if (!event.fast) return getScalarValue(this.#text, event);
    const written = this.#text.slice(event.valueStart, event.valueEnd);
    // What stands on one line in the joined text may have breaks to fold in this one.
    if (!this.#isJoined || !written.includes('\n')) return written;
    return getScalarValue(this.#text, { ...event, fast: false });
  }

  #named(event: { anchorStart: number; anchorEnd: number }, node: YamlNode): YamlNode {
    if (event.anchorStart >= 0) {
      this.#anchors.set(this.#text.slice(event.anchorStart, event.anchorEnd), node);
    }
    return node;
  }
}

/** `COLLECTION_STYLE.FLOW` of js-yaml. */
const FLOW = 2;

function isAbsent({ valueStart }: ScalarEvent): boolean {
  return valueStart < 0;
}
