import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { registerPeople } from './examples/registerPeople';

// Run it after a change of the example or of the sandbox's people: npx tsx scripts/buildExample.ts
const file = join(__dirname, '..', 'examples', 'register-people.json');
writeFileSync(file, `${JSON.stringify(registerPeople(), undefined, '\t')}\n`);
