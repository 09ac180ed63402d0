import type { SeededRandom } from '../yaml/seededRandom.ts';

type Json = unknown;

/** Values that nobody expects where another one stands. */
const STRANGE: readonly Json[] = [
  [null, true, false, 0, -1, 0.5, 1e308, 2 ** 53, '', 'x', '..', '__proto__', 'constructor'],
  ['\u001b[31m', '\u202e', '\ud800', 'x'.repeat(3000), 'token=s3cret', 'toString'],
  [[], {}, [null], [[]], [5], ['x'], [{}], { x: null }, { length: 1e9 }],
].flat();
const KEYS = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'x',
  'name',
  'metadata',
  '',
];

/** A value with some of its parts replaced, taken away, doubled or renamed. */
export function strangeValue(from: Json, random: SeededRandom): Json {
  // JSON makes a key of `__proto__`; an object literal would not.
  let text = JSON.stringify(from);
  for (let left = 1 + random.integer(4); left > 0; left--) {
    const root = { value: JSON.parse(text) as Json };
    const places = placesOf(root);
    const { at, key } = random.pick(places);
    const holder = at as Record<string, Json>;
    const kind = random.integer(6);
    if (kind === 0) delete holder[key];
    else if (kind === 1) define(holder, random.pick(KEYS), holder[key]);
    else if (kind === 2) define(holder, key, Array(1 + random.integer(20)).fill(holder[key]));
    else if (kind === 3) define(holder, key, random.pick(places).at);
    else define(holder, key, random.pick(STRANGE));
    text = stringify(root.value) ?? text;
  }
  return JSON.parse(text) as Json;
}

interface Place {
  readonly at: object;
  readonly key: string;
}

function placesOf(value: object): readonly Place[] {
  return Object.entries(value).flatMap(([key, part]): readonly Place[] => [
    { at: value, key },
    ...(typeof part === 'object' && part !== null ? placesOf(part as object) : []),
  ]);
}

function define(holder: object, key: string, value: Json): void {
  Object.defineProperty(holder, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

/** `undefined` for what holds itself, and what has become too large. */
function stringify(value: Json): string | undefined {
  try {
    const text = JSON.stringify(value) as string | undefined;
    return text === undefined || text.length > 100_000 ? undefined : text;
  } catch {
    return undefined;
  }
}
