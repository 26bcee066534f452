import { seedMany } from '../../sandbox';
import { useSandbox } from './asking';

const { sandbox, zenoti, knolyx, swoogo } = useSandbox();

test('one call makes 450 of everything, with different ids, and writes nothing into the ledger', () => {
	const ids = seedMany(sandbox());
	const lists = [
		ids.zenoti.centerIds,
		ids.zenoti.guestIds,
		ids.zenoti.registrationIds,
		...[ids.knolyx.eventIds, ids.knolyx.workgroupIds, ids.knolyx.courseIds, ids.knolyx.userIds],
		...[ids.swoogo.eventIds, ids.swoogo.sessionIds, ids.swoogo.registrantIds],
		ids.swoogo.contactIds,
	];
	expect(lists.map((list) => new Set<unknown>(list).size)).toEqual(lists.map(() => 450));
	for (const provider of [sandbox().zenoti, sandbox().knolyx, sandbox().swoogo]) {
		expect(provider.ledger).toEqual([]);
	}
});

test('records of one name differ in date and place', () => {
	seedMany(sandbox());
	const events = [...sandbox().knolyx.state.events.values()];
	const sameName = events.filter(({ title }) => title === 'Open Studio');
	expect(sameName).toHaveLength(9);
	expect(new Set(sameName.map(({ startDateTime }) => startDateTime)).size).toBe(9);
	expect(new Set(sameName.map(({ location }) => location)).size).toBe(9);
	expect(new Set(events.map(({ title }) => title)).size).toBe(370);
});

test('what was made can be listed at the providers', async () => {
	const ids = seedMany(sandbox(), { count: 30 });
	const { workshopId, sessionId, centerId } = ids.zenoti;
	const query = `center_id=${centerId}&session_id=${sessionId}&size=20&page=2`;
	const roster = await zenoti('GET', `/workshops/${workshopId}/registrations?${query}`);
	expect(roster.body).toMatchObject({ page_details: { total: 30 }, occupancy: 30 });
	expect(roster.body.registrations).toHaveLength(10);
	expect((await zenoti('GET', '/centers')).body).toMatchObject({ page_info: { total: 30 } });
	const { communityId, eventId } = ids.knolyx;
	const attendees = `/community/${communityId}/event/${eventId}/attendees/paged`;
	const lastPage = await knolyx('GET', `${attendees}?pagination.page=1&pagination.size=20`);
	expect(lastPage.body.list).toHaveLength(10);
	const group = `search=${encodeURIComponent(`group_id=${ids.swoogo.registrantIds[0]}`)}`;
	const members = await swoogo('GET', `/registrants?event_id=${ids.swoogo.eventId}&${group}`);
	expect(members.body).toMatchObject({ _meta: { totalCount: 4 } });
});

test('is also a scenario', async () => {
	sandbox().swoogo.reset('many');
	const list = await swoogo('GET', '/sessions?event_id=1000001&per-page=200&page=3');
	expect(list.body).toMatchObject({ _meta: { totalCount: 450, pageCount: 3, currentPage: 3 } });
	expect(list.body.items).toHaveLength(50);
});

test('credits are counted per request, since the start or since a request', async () => {
	sandbox().swoogo.reset('example');
	await swoogo('GET', '/registrants?event_id=700');
	await swoogo('GET', '/registrants/5101');
	expect(sandbox().swoogo.credits()).toBe(1 + 10 + 1);
	const mark = sandbox().swoogo.diary.at(-1)!.number;
	await swoogo('GET', '/events');
	expect(sandbox().swoogo.credits(mark)).toBe(10);
	sandbox().swoogo.budget.limit = 22;
	expect((await swoogo('GET', '/events')).status).toBe(429);
	sandbox().swoogo.budget.enabled = false;
	await swoogo('GET', '/events/700');
	expect(sandbox().swoogo.credits(mark)).toBe(11);
	const overHttp = await fetch(`${sandbox().swoogo.url}/_sandbox/credits`);
	expect(await overHttp.json()).toEqual({ requests: 6, credits: 23 });
});
