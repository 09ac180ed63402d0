import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What a whole process took, from its start to its end. */
export interface ProcessCost {
  readonly seconds: number;
  /** Of all its threads. */
  readonly cpuSeconds: number;
  /** The most memory that it had at once, in megabytes. */
  readonly peakMB: number;
  readonly printed: string;
}

const LOOK_EVERY_MS = 10;
/** The clock ticks of `/proc` in a second, on every Linux that Node runs on. */
const TICKS = 100;

/** Runs a program to its end and measures it, by what Linux tells of it. Rejects when it fails. */
export function wholeProcess(program: string, args: readonly string[]): Promise<ProcessCost> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let usage = { cpuSeconds: 0, peakMB: 0 };
    const look = setInterval(() => (usage = usageOf(child.pid) ?? usage), LOOK_EVERY_MS);
    let printed = '';
    child.stdout.on('data', (data: Buffer) => (printed += data.toString()));
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(look);
      const seconds = (performance.now() - began) / 1000;
      if (code === 0) resolve({ seconds, ...usage, printed });
      else reject(new Error(`${program} ended with ${code}: ${printed.slice(-1000)}`));
    });
  });
}

/** Undefined when the process has ended. */
function usageOf(pid: number | undefined): Pick<ProcessCost, 'cpuSeconds' | 'peakMB'> | undefined {
  try {
    const peak = /^VmHWM:\s*(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [user = 0, system = 0] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13)
      .map(Number);
    return peak
      ? { cpuSeconds: (user + system) / TICKS, peakMB: Number(peak[1]) / 1024 }
      : undefined;
  } catch {
    return undefined;
  }
}
