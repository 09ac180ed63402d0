import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rulesPage } from './rulesPage.ts';

const file = join(import.meta.dirname, '../../docs/rules.md');
writeFileSync(file, rulesPage());
console.log(file);
