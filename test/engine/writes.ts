import { knolyxReads, knolyxWrites } from './operations/knolyx';
import { swoogoReads, swoogoWrites } from './operations/swoogo';
import { zenotiReads, zenotiWrites } from './operations/zenoti';

export { credentialsFor, providerOf, type WriteUnderTest } from './operations/operationToDisturb';

/** Every write operation of the three nodes. */
export const writes = [...zenotiWrites, ...knolyxWrites, ...swoogoWrites];

/** Every operation that reads, each once for three rows. */
export const reads = [...zenotiReads, ...knolyxReads, ...swoogoReads];
