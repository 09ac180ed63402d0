import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { TestRelease } from './releases.ts';

/**
 * How the mirror misbehaves: a page of HTML with status 200, a 404, a connection that is cut half-way, or a
 * tarball without end.
 */
export type MirrorFault = 'page' | 'missing' | 'cut' | 'endless';

export interface Mirror extends AsyncDisposable {
  /** For `--mirror`; with a fault, the address at which it misbehaves. */
  url(fault?: MirrorFault): string;
}

/** Serves releases as gVisor's bucket does, at an address that the nodes reach. */
export async function startMirror(host: string, releases: readonly TestRelease[]): Promise<Mirror> {
  const server = createServer((request, response) => {
    const [, mode = '', name = ''] = (request.url ?? '').split('/');
    const found = releases.find(({ release }) => release.name === name);
    if (!found || mode === 'missing') response.writeHead(404).end('<Error>NoSuchKey</Error>');
    else if (mode === 'page') response.end('<html>Please sign in to the network</html>');
    else if (mode === 'endless') flood(response);
    else void serve(response, found.tarball, mode === 'cut');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, host, resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: (fault) => `http://${host}:${port}/${fault ?? 'good'}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

/** Of no length that it tells. */
function flood(response: ServerResponse): void {
  const chunk = Buffer.alloc(1024 * 1024);
  const more = (): void => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', more);
  more();
}

async function serve(response: ServerResponse, tarball: string, cut: boolean): Promise<void> {
  const { size } = await stat(tarball);
  response.writeHead(200, { 'content-length': size });
  const body = createReadStream(tarball, cut ? { end: Math.floor(size / 2) } : {});
  body.pipe(response, { end: !cut });
  if (cut) body.on('end', () => response.destroy());
}
