import { resourceNotFound } from '../arm/armError.ts';
import type { ArmAnswer } from '../arm/armRequest.ts';
import { BUCKETS } from '../arm/throttle.ts';
import type { SimOperation } from '../state/operations.ts';
import { ok, type Route, type RouteContext } from './route.ts';

const LOCATION = '/subscriptions/*/providers/microsoft.containerservice/locations/*';

export const OPERATION_STATUS: readonly Route[] = [
  { path: `${LOCATION}/operations/*`, methods: { GET: status } },
  { path: `${LOCATION}/operationresults/*`, methods: { GET: result } },
];

function status(context: RouteContext, names: readonly string[]): ArmAnswer {
  const { id, status: word, startTime, endTime, error } = named(context, names);
  return ok({
    name: id,
    ...(word === 'without-status' ? {} : { status: word }),
    startTime,
    ...(endTime === undefined ? {} : { endTime }),
    ...(error === undefined ? {} : { error }),
  });
}

function result(context: RouteContext, names: readonly string[]): ArmAnswer {
  const operation = named(context, names);
  if (operation.status === 'Succeeded' && operation.result) return ok(operation.result());
  return { status: operation.status === 'InProgress' ? 202 : 204, headers: { 'Retry-After': '1' } };
}

function named({ account, request }: RouteContext, names: readonly string[]): SimOperation {
  const [subscription = '', , id = ''] = names;
  account.throttle.count(`operation ${subscription}`, BUCKETS.operation, account.now());
  const operation = account.operations.find(id);
  if (operation) return operation;
  throw resourceNotFound(request.path);
}
