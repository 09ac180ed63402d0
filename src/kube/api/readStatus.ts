import type { Status } from './apiError.ts';
import type { WireReader } from '../protobuf/wireReader.ts';

type Details = NonNullable<Status['details']>;
type Cause = NonNullable<Details['causes']>[number];

/** What a failed request answers, and the object of a watch's ERROR event. */
export function readStatus(reader: WireReader, end: number): Status {
  let message = '';
  let reason = '';
  let code = 0;
  let details: Details = {};
  while (reader.next(end)) {
    const { field } = reader;
    if (field === 3) message = reader.text();
    else if (field === 4) reason = reader.text();
    else if (field === 5) details = reader.message(readDetails);
    else if (field === 6) code = reader.number();
    else reader.skip();
  }
  return { message, reason, code, details };
}

function readDetails(reader: WireReader, end: number): Details {
  let retryAfterSeconds = 0;
  const causes: Cause[] = [];
  while (reader.next(end)) {
    if (reader.field === 4) causes.push(reader.message(readCause));
    else if (reader.field === 5) retryAfterSeconds = reader.number();
    else reader.skip();
  }
  return { causes, retryAfterSeconds };
}

function readCause(reader: WireReader, end: number): Cause {
  let reason = '';
  let message = '';
  let field = '';
  while (reader.next(end)) {
    if (reader.field === 1) reason = reader.text();
    else if (reader.field === 2) message = reader.text();
    else if (reader.field === 3) field = reader.text();
    else reader.skip();
  }
  return { reason, message, field };
}
