import { BODIES } from './families/bodies.ts';
import { EXECS } from './families/execs.ts';
import { HEADS } from './families/heads.ts';
import { HTTP_PROXIES } from './families/httpProxies.ts';
import { LISTS } from './families/lists.ts';
import { PAGING } from './families/paging.ts';
import { REDIRECTS } from './families/redirects.ts';
import { RETRY_AFTER } from './families/retryAfter.ts';
import { SOCKETS } from './families/sockets.ts';
import { SOCKS_PROXIES } from './families/socksProxies.ts';
import { STATUSES } from './families/statuses.ts';
import { TLS } from './families/tls.ts';
import type { FaultFamily } from './faultFamily.ts';

/** All faults that are tried, in the order of docs/faults.md. */
export const FAULT_FAMILIES: readonly FaultFamily[] = [
  SOCKETS,
  TLS,
  HEADS,
  HTTP_PROXIES,
  SOCKS_PROXIES,
  LISTS,
  BODIES,
  PAGING,
  REDIRECTS,
  STATUSES,
  RETRY_AFTER,
  EXECS,
];
