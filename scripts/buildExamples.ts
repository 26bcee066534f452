import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { checkInDesk } from './examples/checkInDesk';
import { collectFailures } from './examples/collectFailures';
import { courseAccessAfterPayment } from './examples/courseAccessAfterPayment';
import { movePerson } from './examples/movePerson';
import { registerPeople } from './examples/registerPeople';
import { syncSheetToEvent } from './examples/syncSheetToEvent';
import { twoWaySync } from './examples/twoWaySync';
import { waitlist } from './examples/waitlist';

const examples = {
	'check-in-desk': checkInDesk,
	'collect-failures': collectFailures,
	'course-access-after-payment': courseAccessAfterPayment,
	'move-people': movePerson,
	'register-people': registerPeople,
	'sync-sheet-to-event': syncSheetToEvent,
	'swoogo-to-knolyx-and-back': twoWaySync,
	waitlist,
};

// Run it after a change of an example or of the sandbox's people: npx tsx scripts/buildExamples.ts
for (const [name, build] of Object.entries(examples)) {
	const file = join(__dirname, '..', 'examples', `${name}.json`);
	writeFileSync(file, `${JSON.stringify(build(), undefined, '\t')}\n`);
}
