import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Agent, request } from 'undici';

/** A reduced client for many requests at a time: no credentials but a certificate, no retries. */
export interface Api extends AsyncDisposable {
  get(path: string): Promise<Answer>;
  post(path: string, body: object): Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Speaks to the API server at `url` as the administrator whose certificate lies in the folder `pki`. */
export async function connectAsAdmin(url: string, pki: string, connections: number): Promise<Api> {
  const [ca, cert, key] = await Promise.all(
    ['ca.crt', 'admin.crt', 'admin.key'].map((file) => readFile(path.join(pki, file), 'utf8')),
  );
  const dispatcher = new Agent({ connections, connect: { ca, cert, key } });
  const call = async (method: 'GET' | 'POST', where: string, sent?: object): Promise<Answer> => {
    const { statusCode, body } = await request(url + where, {
      dispatcher,
      method,
      ...(sent && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(sent),
      }),
    });
    return { status: statusCode, body: await body.text() };
  };
  return {
    get: (where) => call('GET', where),
    post: (where, body) => call('POST', where, body),
    [Symbol.asyncDispose]: () => dispatcher.close(),
  };
}
