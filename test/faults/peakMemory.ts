// node --import ./peakMemory.ts …: writes the most memory that the process had, in kilobytes, to its fourth stream.
import { writeSync } from 'node:fs';

process.on('exit', () => {
  writeSync(3, String(process.resourceUsage().maxRSS));
});
