import { UserError } from '../base/problem.ts';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EACCES: 'may not be read',
  EPERM: 'may not be read',
  EISDIR: 'is a folder',
  ELOOP: 'is a link that leads to itself',
  NOT_REGULAR: 'is no regular file',
  TOO_LARGE: 'is too large',
};

/** Why a file or folder cannot be read, as what is said of it. */
export function whyUnreadable(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code !== 'string') return 'cannot be read';
  return REASONS[code] ?? `cannot be read (${code})`;
}

/** The error for a file or folder that was named and cannot be read. */
export function unreadable(file: string, cause: unknown): UserError {
  return new UserError(
    {
      kind: 'configuration',
      what: `${file} ${whyUnreadable(cause)}`,
      next: 'Name a file or folder that can be read.',
      retryable: false,
    },
    cause,
  );
}
