import type { Connection } from '../../../src/kube/api/connection.ts';

/** Has the embedded cluster change pods at this rate; 0 ends it. */
export async function setLoad(connection: Connection, eventsPerSecond: number): Promise<void> {
  await connection.json({
    method: 'POST',
    path: '/sim/mutate',
    body: { eventsPerSecond },
    subject: { cluster: 'sim', verb: 'change', object: 'the load', rights: '' },
    signal: AbortSignal.timeout(10_000),
  });
}
