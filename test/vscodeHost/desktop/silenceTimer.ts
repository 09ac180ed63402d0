import type { DownloadMessage } from './downloadMessage.ts';

export interface SilenceTimer {
  heard(message: DownloadMessage): void;
  isOver(): boolean;
  stop(): void;
}

/** Calls `over` once when nothing was heard for the limit; a whole download is silent while it is unpacked. */
export function silenceTimer(limitMs: number, over: () => void): SilenceTimer {
  let isOver = false;
  const end = () => {
    isOver = true;
    over();
  };
  let timer = setTimeout(end, limitMs);
  return {
    heard(message) {
      clearTimeout(timer);
      const isWhole = message.kind === 'bytes' && message.received >= message.total;
      if (!isWhole && !isOver) timer = setTimeout(end, limitMs);
    },
    isOver: () => isOver,
    stop: () => clearTimeout(timer),
  };
}
