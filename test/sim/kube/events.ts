import { valueAt } from './json.ts';
import { kubeTime, type KubeObject } from './kubeObject.ts';
import { servedType } from './resourceTypes.ts';
import type { Store } from './store.ts';

export interface EventText {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
  /** Who says it: `kubelet`, `default-scheduler`, `replicaset-controller`. */
  readonly component: string;
  readonly host?: string;
  readonly count?: number;
  readonly firstAt?: Date;
  readonly lastAt?: Date;
  readonly fieldPath?: string;
}

/** An event about an object; the scheduler writes them in another form than all others. */
export function eventOf(about: KubeObject, text: EventText): KubeObject {
  const { name, namespace, uid } = about.metadata;
  const last = text.lastAt ?? new Date();
  const first = text.firstAt ?? last;
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: {
      name: `${name}.${eventSuffix(`${name}${uid}${text.reason}${text.fieldPath}${text.message}`)}`,
      namespace: namespace ?? 'default',
      creationTimestamp: kubeTime(first),
    },
    involvedObject: {
      kind: about.kind,
      ...(namespace === undefined ? {} : { namespace }),
      name,
      ...(uid === undefined ? {} : { uid }),
      apiVersion: about.apiVersion,
      resourceVersion: about.metadata.resourceVersion ?? '',
      ...(text.fieldPath === undefined ? {} : { fieldPath: text.fieldPath }),
    },
    reason: text.reason,
    message: text.message,
    ...(text.component === SCHEDULER
      ? byScheduler(text, first, last)
      : byOthers(text, first, last)),
  };
}

const SCHEDULER = 'default-scheduler';

function byOthers(text: EventText, first: Date, last: Date) {
  return {
    source: { component: text.component, ...(text.host === undefined ? {} : { host: text.host }) },
    firstTimestamp: kubeTime(first),
    lastTimestamp: kubeTime(last),
    count: text.count ?? 1,
    type: text.type,
    eventTime: null,
    reportingComponent: text.component,
    reportingInstance: text.host ?? '',
  };
}

/** Without the old time stamps: a repeated event is counted in its series. */
function byScheduler(text: EventText, first: Date, last: Date) {
  const count = text.count ?? 1;
  return {
    source: {},
    firstTimestamp: null,
    lastTimestamp: null,
    type: text.type,
    eventTime: microTime(first),
    ...(count > 1 ? { series: { count, lastObservedTime: microTime(last) } } : {}),
    action: text.reason === 'Scheduled' ? 'Binding' : 'Scheduling',
    reportingComponent: SCHEDULER,
    reportingInstance: `${SCHEDULER}-kube-scheduler-0`,
  };
}

function microTime(at: Date): string {
  return at.toISOString().replace('Z', '000Z');
}

/** Writes an event; one that was there already is counted up. */
export function recordEvent(store: Store, about: KubeObject, text: EventText): void {
  const event = eventOf(about, text);
  const { namespace, name } = event.metadata;
  const before = store.object(servedType('events'), namespace, name);
  if (before === undefined) {
    store.put(event);
    return;
  }
  if (text.component === SCHEDULER) {
    const count = Number(valueAt(before, 'series', 'count') ?? 1) + 1;
    store.put({ ...before, series: { count, lastObservedTime: microTime(new Date()) } });
    return;
  }
  const count = Number(before['count']) + 1;
  store.put({ ...before, count, lastTimestamp: event['lastTimestamp'] });
}

/** 16 hexadecimal digits, the same for the same text: events repeat under one name. */
function eventSuffix(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const char of text) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(char.codePointAt(0) ?? 0)) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0');
}
