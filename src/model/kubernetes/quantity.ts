/**
 * What a quantity comes to, in base units: cores of cpu, bytes of memory. `undefined` for what is
 * none. Source: k8s.io/apimachinery `pkg/api/resource/quantity.go` (1.36).
 */
export function quantityOf(text: string): number | undefined {
  const found = QUANTITY.exec(text);
  if (!found) return undefined;
  const [, digits = '', suffix = ''] = found;
  const number = Number(digits);
  const factor = SUFFIXES[suffix];
  if (factor !== undefined) return number * factor;
  return number * 10 ** Number(suffix.slice(1));
}

const QUANTITY = /^([-+]?(?:\d+\.?\d*|\.\d+))([eE][-+]?\d+|[numkMGTPE]|[KMGTPE]i)?$/;

const SUFFIXES: Readonly<Record<string, number>> = {
  '': 1,
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 1024,
  Mi: 1024 ** 2,
  Gi: 1024 ** 3,
  Ti: 1024 ** 4,
  Pi: 1024 ** 5,
  Ei: 1024 ** 6,
};

/** Bytes as people read them: `512Mi`, `1.5Gi`. */
export function memoryText(bytes: number): string {
  const mebi = round(bytes / 1024 ** 2);
  if (mebi >= 1024) return `${round(bytes / 1024 ** 3)}Gi`;
  return mebi >= 1 ? `${mebi}Mi` : `${Math.round(bytes)}`;
}

/** Cores as people read them: `250m`, `1.5`. */
export function cpuText(cores: number): string {
  const milli = Math.round(cores * 1000);
  return milli > 0 && milli < 1000 ? `${milli}m` : `${round(cores)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
