import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type ConnectProxy, startConnectProxy } from '../connectProxy.ts';
import { type Sim, startSim } from '../sim/sim.ts';
import { type SocksProxy, startSocksProxy } from '../socksProxy.ts';

const CLI = path.join(import.meta.dirname, '..', '..', 'dist', 'cli.cjs');

/** What is bundled is cut down to what is used: here it is tried as it is shipped. */
describe('The command line as it is built', () => {
  let sim: Sim;
  let http: ConnectProxy;
  let socks: SocksProxy;
  let folder = '';
  before(async () => {
    sim = await startSim();
    http = await startConnectProxy();
    socks = await startSocksProxy();
    folder = await mkdtemp(path.join(tmpdir(), 'built-'));
  });
  after(async () => {
    for (const one of [http, socks]) await one[Symbol.asyncDispose]();
    await sim.stop();
    await rm(folder, { recursive: true });
  });

  const verify = async (proxy: string | undefined) => {
    const text = await readFile(sim.kubeconfig, 'utf8');
    const file = path.join(folder, 'config');
    const changed = text.replaceAll(
      /^( *)server: https:\/\/[^:\s]+:(\d+)/gm,
      (_, indent: string, port: string) =>
        [
          `server: https://cluster.example:${port}`,
          'tls-server-name: localhost',
          `proxy-url: ${proxy}`,
        ]
          .map((line) => `${indent}${line}`)
          .join('\n'),
    );
    await writeFile(file, proxy === undefined ? text : changed);
    return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
      const args = [CLI, 'verify', '-n', 'payments', '--kubeconfig', file];
      execFile(process.execPath, args, (error, stdout, stderr) => {
        resolve({ code: Number(error?.code ?? 0), stdout, stderr });
      });
    });
  };

  const WAYS: readonly (readonly [name: string, proxy: () => string | undefined])[] = [
    ['straight', () => undefined],
    ['through an HTTP proxy', () => http.url],
    ['through a SOCKS5 proxy', () => socks.url],
  ];
  for (const [name, proxy] of WAYS) {
    it(`checks kernels ${name}`, async () => {
      const { code, stdout, stderr } = await verify(proxy());
      assert.equal(code, 1, stderr);
      assert.match(stdout, /payments +legacy-0 .*host-kernel \(contradicts claim\)/);
      assert.match(stdout, /payments +worker-\S+ +gvisor +gvisor +gvisor +image/);
    });
  }
});
