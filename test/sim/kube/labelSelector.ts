import { badRequest } from './statusError.ts';

export interface LabelRequirement {
  readonly key: string;
  readonly operator: 'in' | 'notin' | 'exists' | 'absent' | 'gt' | 'lt';
  readonly values: readonly string[];
}

const SET_BASED = /^([^\s=!,()]+)\s+(in|notin)\s*\(([^)]*)\)$/;
const EQUALITY = /^([^\s=!,()<>]+)\s*(==|=|!=|<|>)\s*([^\s=!,()<>]*)$/;
const EXISTS = /^(!?)\s*([^\s=!,()<>]+)$/;

/** The requirements of a `labelSelector` parameter; throws 400 on what cannot be parsed. */
export function parseLabelSelector(text: string): LabelRequirement[] {
  return splitAtTopLevel(text).map(parseRequirement);
}

export function matchesLabels(
  requirements: readonly LabelRequirement[],
  labels: Readonly<Record<string, string>>,
): boolean {
  return requirements.every((requirement) => holds(requirement, labels[requirement.key]));
}

function holds(requirement: LabelRequirement, value: string | undefined): boolean {
  const { operator, values } = requirement;
  switch (operator) {
    case 'exists':
      return value !== undefined;
    case 'absent':
      return value === undefined;
    case 'in':
      return value !== undefined && values.includes(value);
    case 'notin':
      return value === undefined || !values.includes(value);
    case 'gt':
      return value !== undefined && Number(value) > Number(values[0]);
    case 'lt':
      return value !== undefined && Number(value) < Number(values[0]);
  }
}

function parseRequirement(part: string): LabelRequirement {
  const set = SET_BASED.exec(part);
  if (set !== null) {
    const [, key = '', operator, list = ''] = set;
    const values = list.split(',').map((value) => value.trim());
    return { key, operator: operator === 'in' ? 'in' : 'notin', values };
  }
  const equality = EQUALITY.exec(part);
  if (equality !== null) {
    const [, key = '', sign = '', value = ''] = equality;
    const operators = { '=': 'in', '==': 'in', '!=': 'notin', '>': 'gt', '<': 'lt' } as const;
    return { key, operator: operators[sign as keyof typeof operators], values: [value] };
  }
  const exists = EXISTS.exec(part);
  if (exists !== null) {
    const [, not = '', key = ''] = exists;
    return { key, operator: not === '!' ? 'absent' : 'exists', values: [] };
  }
  const token = /^!?\s*[^\s=!,()<>]*\s*(\S*)/.exec(part)?.[1] ?? '';
  throw badRequest(
    `unable to parse requirement: found '${token}', expected: in, notin, =, ==, !=, gt, lt`,
  );
}

function splitAtTopLevel(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i <= text.length; i++) {
    const char = text[i];
    if (char === '(') depth++;
    else if (char === ')') depth--;
    else if (char === undefined || (char === ',' && depth === 0)) {
      const part = text.slice(start, i).trim();
      if (part !== '') parts.push(part);
      start = i + 1;
    }
  }
  return parts;
}
