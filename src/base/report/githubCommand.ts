import { plainText } from '../text/plainText.ts';

/** What GitHub Actions shows beside a line of a file. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  /** From the folder of the repository; absent for what stands in none. */
  readonly file?: string;
  /** Lines and columns count from 1. */
  readonly line?: number;
  readonly endLine?: number;
  readonly col?: number;
  readonly endColumn?: number;
  readonly title: string;
  readonly message: string;
}

const MAX_MESSAGE = 1000;
const MAX_PROPERTY = 4096;

/** A workflow command of GitHub Actions, as a line. */
export function githubCommand({ level, message, ...properties }: Annotation): string {
  const { file, line, endLine, col, endColumn, title } = properties;
  const told = Object.entries({ file, line, endLine, col, endColumn, title })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${escapeProperty(plainText(String(value), MAX_PROPERTY))}`);
  return `::${level} ${told.join(',')}::${escapeData(plainText(message, MAX_MESSAGE))}\n`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
