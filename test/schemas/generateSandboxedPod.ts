// Writes schemas/sandboxed-pod.schema.json from the tables of the product: npm run schemas:pod
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SANDBOXED_POD_FILE, sandboxedPodSchema } from './sandboxedPod.ts';

const ROOT = path.join(import.meta.dirname, '../..');
await writeFile(
  path.join(ROOT, SANDBOXED_POD_FILE),
  `${JSON.stringify(sandboxedPodSchema(), null, 2)}\n`,
);
