import { knolyxReads, knolyxWrites } from './operations/knolyx';
import { swoogoReads, swoogoWrites } from './operations/swoogo';
import { swoogoCatalogReads, swoogoSessionWrites } from './operations/swoogoCatalog';
import { swoogoRegistrantWrites } from './operations/swoogoRegistrants';
import { zenotiReads, zenotiWrites } from './operations/zenoti';
import { zenotiGuestReads, zenotiGuestWrites } from './operations/zenotiGuests';

export { credentialsFor, providerOf, type WriteUnderTest } from './operations/operationToDisturb';

/** Every write operation of the three nodes. */
export const writes = [
	...zenotiWrites,
	...zenotiGuestWrites,
	...knolyxWrites,
	...swoogoWrites,
	...swoogoRegistrantWrites,
	...swoogoSessionWrites,
];

/** Every operation that reads, each once for three rows. */
export const reads = [
	...zenotiReads,
	...zenotiGuestReads,
	...knolyxReads,
	...swoogoReads,
	...swoogoCatalogReads,
];
