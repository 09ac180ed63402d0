import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { DownloadMessage } from './downloadMessage.ts';
import { silenceTimer } from './silenceTimer.ts';

/** So long a download may give no byte. */
export const SILENCE_LIMIT_MS = 20_000;

export interface DownloadOptions {
  /** `stable` or a version like 1.127.0. */
  readonly version: string;
  readonly cachePath: string;
  readonly limitMs?: number;
  readonly log?: (line: string) => void;
  /** What downloads: a program for Node that tells of it as `DownloadMessage` lines. */
  readonly program?: string;
}

export type Download =
  | { readonly state: 'ready'; readonly executable: string }
  | { readonly state: 'failed'; readonly reason: string };

/**
 * Downloads a desktop VS Code, or takes the one downloaded before. Gives up, and ends the download, when
 * no byte came for the limit; never rejects for a failed download.
 */
export async function downloadDesktop(options: DownloadOptions): Promise<Download> {
  const { version, cachePath, limitMs = SILENCE_LIMIT_MS, log = () => {} } = options;
  const program = options.program ?? path.join(import.meta.dirname, 'downloadProgram.ts');
  const child = spawn(process.execPath, [program, version, cachePath], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  const silence = silenceTimer(limitMs, () => child.kill('SIGKILL'));
  let outcome: Download | undefined;
  let announced = false;
  for await (const line of createInterface({ input: child.stdout })) {
    const message: DownloadMessage = JSON.parse(line);
    silence.heard(message);
    if (message.kind === 'ready') outcome = { state: 'ready', executable: message.executable };
    if (message.kind === 'failed') outcome = { state: 'failed', reason: message.reason };
    if (message.kind === 'bytes' && !announced) {
      announced = true;
      log(`Downloading VS Code ${version} (${Math.round(message.total / 1e6)} MB, once)`);
    }
  }
  await ended;
  silence.stop();
  if (outcome) return outcome;
  const reason = silence.isOver()
    ? `no byte for ${limitMs / 1000} s`
    : `the download ended with status ${child.exitCode ?? child.signalCode}`;
  return { state: 'failed', reason };
}
