import type { Subject } from '../../net/subject.ts';
import type { Connection } from '../api/connection.ts';

/** Changes the fields of an object that `body` has; `null` takes one away (RFC 7386). */
export async function mergePatch(
  connection: Connection,
  {
    path,
    body,
    subject,
  }: { readonly path: string; readonly body: object; readonly subject: Subject },
  signal: AbortSignal,
): Promise<void> {
  const contentType = 'application/merge-patch+json';
  await connection.json({ method: 'PATCH', path, contentType, body, subject, signal });
}
