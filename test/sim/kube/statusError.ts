import type { JsonObject } from './json.ts';
import { groupResource, type ResourceType } from './resourceTypes.ts';

export type StatusCause = { reason?: string; message: string; field?: string };

export type Status = {
  kind: 'Status';
  apiVersion: 'v1';
  metadata: JsonObject;
  status: 'Success' | 'Failure';
  message?: string;
  reason?: string;
  details?: {
    name?: string;
    group?: string;
    kind?: string;
    uid?: string;
    causes?: StatusCause[];
    retryAfterSeconds?: number;
  };
  code?: number;
};

/** A refusal as the API server words it; `status` is the body, `status.code` the HTTP status. */
export class StatusError extends Error {
  readonly status: Status & { code: number };

  constructor(code: number, reason: string, message: string, details?: Status['details']) {
    super(message);
    this.name = 'StatusError';
    this.status = {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message,
      ...(reason === '' ? {} : { reason }),
      ...(details === undefined ? {} : { details }),
      code,
    };
  }
}

type Named = Pick<ResourceType, 'group' | 'resource'>;

function detailsOf(type: Named, name: string): NonNullable<Status['details']> {
  return {
    ...(name === '' ? {} : { name }),
    ...(type.group === '' ? {} : { group: type.group }),
    kind: type.resource,
  };
}

export function notFound(type: Named, name: string): StatusError {
  const message = `${groupResource(type)} "${name}" not found`;
  return new StatusError(404, 'NotFound', message, detailsOf(type, name));
}

/** The path names a resource that no group serves. */
export function unknownResource(): StatusError {
  const message = 'the server could not find the requested resource';
  return new StatusError(404, 'NotFound', message, {});
}

export function alreadyExists(type: Named, name: string): StatusError {
  const message = `${groupResource(type)} "${name}" already exists`;
  return new StatusError(409, 'AlreadyExists', message, detailsOf(type, name));
}

export function conflict(type: Named, name: string, why: string): StatusError {
  const message = `Operation cannot be fulfilled on ${groupResource(type)} "${name}": ${why}`;
  return new StatusError(409, 'Conflict', message, detailsOf(type, name));
}

export const OBJECT_MODIFIED =
  'the object has been modified; please apply your changes to the latest version and try again';

/** Admission's or the authorizer's refusal of one object, or of the resource when unnamed. */
export function forbidden(type: Named, name: string, why: string): StatusError {
  const subject = name === '' ? groupResource(type) : `${groupResource(type)} "${name}"`;
  const message = `${subject} is forbidden: ${why}`;
  return new StatusError(403, 'Forbidden', message, detailsOf(type, name));
}

/** Validation's refusal: the message joins the causes as the API server does. */
export function invalid(type: ResourceType, name: string, causes: StatusCause[]): StatusError {
  const kind = type.group === '' ? type.kind : `${type.kind}.${type.group}`;
  const texts = causes.map((cause) => `${cause.field ?? ''}: ${cause.message}`);
  const joined = texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`;
  return new StatusError(422, 'Invalid', `${kind} "${name}" is invalid: ${joined}`, {
    name,
    ...(type.group === '' ? {} : { group: type.group }),
    kind: type.kind,
    causes,
  });
}

export function badRequest(message: string): StatusError {
  return new StatusError(400, 'BadRequest', message);
}

export function unauthorized(): StatusError {
  return new StatusError(401, 'Unauthorized', 'Unauthorized');
}

export function methodNotAllowed(): StatusError {
  const message = 'the server does not allow this method on the requested resource';
  return new StatusError(405, 'MethodNotAllowed', message, {});
}

/** The resource version or the continue token is older than what the server still knows. */
export function expired(message: string): StatusError {
  return new StatusError(410, 'Expired', message);
}

export function internalError(message: string): StatusError {
  return new StatusError(500, 'InternalError', `Internal error occurred: ${message}`, {
    causes: [{ message }],
  });
}

export function tooManyRequests(retryAfterSeconds: number): StatusError {
  const message = 'the server has received too many requests and has asked us to try again later';
  return new StatusError(429, 'TooManyRequests', message, { retryAfterSeconds });
}

/** A custom resource has no form in protobuf. */
export function notAcceptable(): StatusError {
  const message =
    'only the following media types are accepted: application/json, application/yaml, application/json;stream=watch';
  return new StatusError(406, 'NotAcceptable', message);
}

export function unsupportedMediaType(allowed: readonly string[]): StatusError {
  const message = `the body of the request was in an unknown format - accepted media types include: ${allowed.join(', ')}`;
  return new StatusError(415, 'UnsupportedMediaType', message);
}
