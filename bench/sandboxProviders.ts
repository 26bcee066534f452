import { startSandbox, zenotiGuest, zenotiWorkshop, type Sandbox } from '../sandbox';
import { tellParent } from './childProcess';
import { communityId } from './contenders';
import {
	eventOfBareClient,
	guestOfRow,
	latencyMilliseconds,
	rowsOfPacedRuns,
	windowScale,
	zenotiIds,
	type Address,
	type SandboxAddresses,
} from './sandboxSettings';

/** A Knolyx that answers late. */
async function openKnolyx(): Promise<Address> {
	const { knolyx } = await startSandbox();
	const { communities, events, users, workgroups } = knolyx.state;
	communities.set(communityId, { id: communityId, name: 'Makers' });
	const members = new Map<string, { email: string; removalDate: null }>();
	for (let id = 100_000; id < 100_000 + rowsOfPacedRuns; id++) {
		const email = `person.${id}@example.com`;
		users.set(id, { id, firstName: 'Ada', lastName: `Moreau ${id}`, email, gender: 'FEMALE' });
		members.set(email, { email, removalDate: null });
	}
	workgroups.set(808, { id: 808, name: 'Spring', opensCommunities: [communityId], members });
	// Many events, because every run must find the same users unregistered.
	for (let id = 1; id <= eventOfBareClient; id++) {
		const [startDateTime, endDateTime] = ['2031-03-04 08:00:00', '2031-03-04 10:00:00'];
		const event = { id, communityId, title: `Day ${id}`, startDateTime, endDateTime };
		events.set(id, { ...event, attendees: new Set() });
	}
	knolyx.latencyMs = latencyMilliseconds;
	return { url: knolyx.url, credentials: { ...knolyx.credentials } };
}

/** A Zenoti with a full budget of its own. */
async function openZenoti(kind: Sandbox['zenoti']['budget']['kind']): Promise<Address> {
	const { zenoti } = await startSandbox({ windowScale });
	const { centers, guests, workshops } = zenoti.state;
	const { centerId, workshopId, trackId } = zenotiIds;
	centers.set(centerId, { id: centerId, code: 'C01', name: 'Downtown', timeZoneName: 'UTC' });
	const tracks = { [trackId]: rowsOfPacedRuns };
	workshops.set(workshopId, zenotiWorkshop({ id: workshopId, name: 'Breathwork Day', tracks }));
	for (let row = 0; row < rowsOfPacedRuns; row++) {
		const id = guestOfRow(row);
		guests.set(id, zenotiGuest({ id, centerId, firstName: 'Ada', lastName: `Moreau ${row}` }));
	}
	zenoti.budget.kind = kind;
	return { url: zenoti.url, credentials: { ...zenoti.credentials } };
}

async function main(): Promise<void> {
	const addresses: SandboxAddresses = {
		knolyx: await openKnolyx(),
		tokenBucket: await openZenoti('tokenBucket'),
		fixedWindow: await openZenoti('fixedWindow'),
		forHttpRequest: await openZenoti('tokenBucket'),
	};
	tellParent(addresses);
}

void main();
