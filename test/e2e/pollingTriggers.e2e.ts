import {
	addZenotiRegistration,
	startSandbox,
	swoogoRegistrant,
	zenotiGuest,
	zenotiWorkshop,
	type Sandbox,
} from '../../sandbox';
import { changeRegistrant } from '../../sandbox/swoogo/changes';
import { startOwnN8n, type OwnN8n } from './ownN8n';
import { savePollingWorkflow, startRecorder, type Recorder } from './pollingWorkflows';
import { executionsOf, publish, readingKey, saveCredential } from './webhookWorkflows';

const everySeconds = 3;
const [swoogoEvent, knolyxCommunity, knolyxEvent, workshop, track] = [700, 55, 7719, 11900, 1201];
const center = '88888888-8888-4888-8888-888888888888';
const byId = (value: unknown) => ({ __rl: true, mode: 'id', value: String(value) });

let n8n: OwnN8n;
let sandbox: Sandbox;
let recorder: Recorder;
/** By what they are called in the recorder. */
const workflows: Record<string, string> = {};
/** What is to be told, as `Swoogo created 5001`. */
const due: string[] = [];

beforeAll(async () => {
	sandbox = await startSandbox();
	arrange();
	recorder = await startRecorder();
	n8n = await startOwnN8n('polling-triggers');
	const { swoogo, knolyx, zenoti } = sandbox;
	await save('Swoogo', 'swoogoRegistrantTrigger', 'registrantId', 'swoogoOAuth2Api', {
		credential: { ...swoogo.credentials, baseUrl: `${swoogo.url}/api/v1` },
		parameters: {
			events: ['created', 'updated', 'cancelled', 'checkedIn'],
			eventIds: [String(swoogoEvent)],
		},
	});
	await save('Knolyx', 'knolyxCommunityAttendanceTrigger', 'userId', 'knolyxApi', {
		credential: { ...knolyx.credentials, baseUrl: knolyx.url },
		parameters: {
			events: ['registered', 'cancelled'],
			communityId: knolyxCommunity,
			eventId: byId(knolyxEvent),
		},
	});
	await save('Zenoti', 'zenotiWorkshopRosterTrigger', 'registrationId', 'zenotiApi', {
		credential: { ...zenoti.credentials, baseUrl: zenoti.url },
		parameters: {
			events: ['registered', 'cancelled', 'checkedIn'],
			workshopId: workshop,
			centerId: byId(center),
			sessionId: byId(track * 10),
		},
	});
});

afterAll(async () => {
	await n8n?.stop();
	await recorder?.close();
	await sandbox?.close();
});

async function save(
	name: string,
	trigger: string,
	idField: string,
	credentialType: string,
	{ credential, parameters }: Record<'credential' | 'parameters', Record<string, unknown>>,
): Promise<void> {
	const credentials = {
		[credentialType]: await saveCredential(n8n.api, credentialType, credential),
	};
	const recorderUrl = recorder.url;
	const wanted = { name, trigger, idField, credentials, parameters, recorderUrl, everySeconds };
	workflows[name] = await savePollingWorkflow(n8n.api, wanted);
	expect(await publish(n8n.api, workflows[name])).toMatchObject({ status: 'published' });
}

function arrange(): void {
	const { swoogo, knolyx, zenoti } = sandbox;
	// Its window is 10 minutes; what is tested here is not the limit.
	for (const provider of [swoogo, zenoti]) provider.budget.limit = 100_000;
	swoogo.state.events.set(swoogoEvent, { id: swoogoEvent, name: 'Summit', capacity: null });
	const [startDateTime, endDateTime] = ['2031-03-04 08:00:00', '2031-03-04 10:00:00'];
	knolyx.state.communities.set(knolyxCommunity, { id: knolyxCommunity, name: 'Makers' });
	knolyx.state.events.set(knolyxEvent, {
		...{ id: knolyxEvent, communityId: knolyxCommunity, title: 'Studio' },
		...{ startDateTime, endDateTime, attendees: new Set<number>() },
	});
	zenoti.state.centers.set(center, { id: center, code: 'C1', name: 'Downtown', timeZoneName: '' });
	zenoti.state.workshops.set(
		workshop,
		zenotiWorkshop({ id: workshop, name: 'Breathwork', tracks: { [track]: 500 } }),
	);
}

let nextId = 5001;

function registerEverywhere(): void {
	const { swoogo, knolyx, zenoti } = sandbox;
	const id = nextId++;
	const [firstName, lastName, email] = ['Guest', String(id), `guest.${id}@example.com`];
	const person = { id, eventId: swoogoEvent, email, firstName, lastName };
	swoogo.state.registrants.set(id, swoogoRegistrant(person));
	due.push(`Swoogo created ${id}`);
	if (id % 4 > 0) return;
	knolyx.state.users.set(id, { id, firstName, lastName, email, gender: 'NON-BINARY' });
	knolyx.state.events.get(knolyxEvent)!.attendees.add(id);
	const guestId = `33333333-3333-4333-8333-${String(id).padStart(12, '0')}`;
	zenoti.state.guests.set(
		guestId,
		zenotiGuest({ id: guestId, centerId: center, firstName, lastName }),
	);
	const registration = addZenotiRegistration(zenoti.state, {
		...{ workshopId: workshop, trackId: track, centerId: center, guestId },
	});
	due.push(`Knolyx registered ${id}`, `Zenoti registered ${registration.id}`);
}

/** Changes somebody who has been told of, each at most once: what is done twice between two polls is one change. */
function changeSomebody(number: number): void {
	const { swoogo, knolyx, zenoti } = sandbox;
	const told = recorder.lines.filter((line) => line.startsWith('Swoogo created '));
	const id = Number(told[number]?.split(' ')[2]);
	const registrant = swoogo.state.registrants.get(id);
	if (!registrant) return registerEverywhere();
	const kinds = {
		updated: {},
		cancelled: { registration_status: 'cancelled' },
		checkedIn: { registration_status: 'attended' },
	};
	const kind = (['updated', 'cancelled', 'checkedIn'] as const)[number % 3]!;
	changeRegistrant(registrant, { ...kinds[kind], notes: `change ${number}` }, swoogo.state);
	due.push(`Swoogo ${kind} ${id}`);
	if (kind !== 'cancelled') return;
	if (
		isTold(`Knolyx registered ${id}`) &&
		knolyx.state.events.get(knolyxEvent)!.attendees.delete(id)
	) {
		due.push(`Knolyx cancelled ${id}`);
	}
	const registration = [...zenoti.state.registrations.values()].find(
		(each) => Number(each.guestId.slice(-12)) === id,
	);
	if (!registration || !isTold(`Zenoti registered ${registration.id}`)) return;
	registration.status = 'Cancelled';
	due.push(`Zenoti cancelled ${registration.id}`);
}

const isTold = (line: string) => recorder.lines.includes(line);

const pollsOfSwoogo = () =>
	sandbox.swoogo.diary.filter(({ path }) => path.endsWith('/registrants')).length;

const pass = async (seconds: number) =>
	await new Promise((resolve) => setTimeout(resolve, seconds * 1000));

const changesPerRound = 8;

/** Half of them at once, half of them a little later, wherever the second and the poll may be then. */
async function makeChanges(round: number): Promise<void> {
	for (let i = 0; i < changesPerRound; i++) {
		if (i % 2 === 0 || round < 4) registerEverywhere();
		else changeSomebody(round * (changesPerRound / 2) + (i - 1) / 2);
		if (i === changesPerRound / 2 - 1) await pass(0.5);
	}
}

function letPollsFail(): void {
	const effect = { kind: 'status', code: 403 } as const;
	for (const { faults } of [sandbox.swoogo, sandbox.knolyx, sandbox.zenoti]) {
		faults.add({ match: { times: 'always' }, effect });
	}
}

function letPollsWork(): void {
	for (const { faults } of [sandbox.swoogo, sandbox.knolyx, sandbox.zenoti]) faults.clear();
}

async function restart(): Promise<void> {
	await n8n.stop();
	await n8n.start();
}

test('200 changes over 25 polls, with failing polls and n8n restarted twice: each starts the workflow once', async () => {
	const before = pollsOfSwoogo();
	for (let round = 0; round < 25; round++) {
		await makeChanges(round);
		if (round === 6 || round === 18) letPollsFail();
		if (round === 8 || round === 20) letPollsWork();
		if (round === 10 || round === 15) await restart();
		await pass(everySeconds - 0.5);
	}
	for (let wait = 0; wait < 20 && recorder.lines.length < due.length; wait++) await pass(1);
	// Time for what might come twice.
	await pass(2 * everySeconds);

	expect([...recorder.lines].sort()).toEqual([...due].sort());
	expect(due.filter((line) => line.startsWith('Swoogo '))).toHaveLength(200);
	expect(pollsOfSwoogo() - before).toBeGreaterThanOrEqual(25);
	const executions = await executionsOf(n8n.url, await readingKey(n8n.api), workflows.Swoogo!);
	const ended = (status: string) => executions.filter((each) => each.status === status).length;
	expect(ended('success')).toBeGreaterThan(10);
	expect(ended('error')).toBeGreaterThan(0);
}, 240_000);
