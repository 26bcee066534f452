import {
	deliverKnolyxEvents,
	deliverToWebhooks,
	joinKnolyxEvent,
	knolyxBundleEvent,
	knolyxCourseEvent,
	leaveKnolyxEvent,
	seedMany,
} from '../../../sandbox';
import { useSandbox } from '../asking';
import { useReceiver } from '../receiver';

const { sandbox, knolyx } = useSandbox();
const receiver = useReceiver();
const provider = () => sandbox().knolyx;

const create = async () =>
	await knolyx<{ id: number }>('POST', '/webhook', {
		name: 'n8n',
		url: receiver.url(),
		securityToken: 'tok',
	});
const arrived = async (count: number) => {
	while (receiver.received.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
	return receiver.received;
};

test('a new webhook is pinged by PUT with its token, and again when asked', async () => {
	const { body, status } = await create();
	expect(status).toBe(201);
	expect(await arrived(1)).toMatchObject([
		{
			method: 'PUT',
			headers: { 'x-webhook-security-token': 'tok', 'content-type': 'application/json' },
			body: { type: 'PING', data: { message: 'PING' } },
		},
	]);
	provider().state.webhookVerb = 'POST';
	await knolyx('POST', '/webhook/ping');
	await knolyx('POST', `/webhook/${body.id}/ping`);
	expect(receiver.received.map(({ method }) => method)).toEqual(['PUT', 'POST', 'POST']);
	expect(new Set(receiver.received.map(({ body: ping }) => ping?.id)).size).toBe(3);
});

test('a ping that fails can refuse the webhook', async () => {
	provider().state.pingOnCreate = 'mustSucceed';
	receiver.answerNext(404);
	expect(await create()).toMatchObject({ status: 400 });
	expect((await knolyx('GET', '/webhook')).body).toEqual([]);
	expect(await create()).toMatchObject({ status: 201 });
	expect(receiver.received).toHaveLength(2);
});

test('an address on the internet can be reached on this computer', async () => {
	const { state, deliveries } = provider();
	Object.assign(state, { webhooksNeedPublicHttps: true, pingOnCreate: 'mustSucceed' });
	expect(await create()).toMatchObject({ status: 400 });
	deliveries.localOrigins['https://n8n.example.test'] = new URL(receiver.url()).origin;
	const url = 'https://n8n.example.test/hook';
	const webhook = { name: 'n8n', url, securityToken: 'tok' };
	expect(await knolyx('POST', '/webhook', webhook)).toMatchObject({ status: 201, body: { url } });
	expect(receiver.received).toHaveLength(1);
});

test('what the creation and the list look like can be switched', async () => {
	Object.assign(provider().state, { webhookCreateAnswer: 'empty', webhookListWrapper: 'list' });
	expect((await create()).body).toBeUndefined();
	expect((await knolyx('GET', '/webhook')).body).toMatchObject({ list: [{ name: 'n8n' }] });
});

test('the four events say who did what', async () => {
	await create();
	await arrived(1);
	const { state } = provider();
	const { userIds, courseIds } = seedMany(sandbox(), { count: 2 }).knolyx;
	const [userId, courseId] = [userIds[0]!, courseIds[0]!];
	const courseTypes = ['COURSE_STARTED', 'COURSE_COMPLETED', 'COURSE_PAYMENT_RECEIVED'] as const;
	await deliverKnolyxEvents(provider(), {
		events: [
			...courseTypes.map((type) => knolyxCourseEvent(state, type, { userId, courseId })),
			knolyxBundleEvent(state, userId, { id: 9, slug: 'all', name: 'Everything' }),
		],
		parallel: 1,
	});
	const user = { id: userId, name: 'Ada Moreau', email: 'person.1@example.com' };
	const course = { id: courseId, name: 'Open Studio' };
	expect(receiver.received.slice(1).map(({ body }) => [body?.type, body?.data])).toEqual([
		...courseTypes.map((type) => [type, { user, course }]),
		['BUNDLE_PAYMENT_RECEIVED', { user, bundle: { id: 9, slug: 'all', name: 'Everything' } }],
	]);
});

test('the older call still delivers and answers the id', async () => {
	await create();
	await arrived(1);
	const id = await deliverToWebhooks(provider().state, 'COURSE_COMPLETED', { course: { id: 1 } });
	expect(receiver.received[1]!.body).toMatchObject({ id, type: 'COURSE_COMPLETED' });
});

test('people join and leave an event between two polls, and nothing of it is in the ledger', async () => {
	const { communityId, eventIds } = seedMany(sandbox(), { count: 2 }).knolyx;
	const eventId = eventIds[1]!;
	const attendees = async () => {
		const path = `/community/${communityId}/event/${eventId}/attendees/paged`;
		const { body } = await knolyx<{ list: Array<{ email: string }> }>('GET', path);
		return body.list.map(({ email }) => email);
	};
	joinKnolyxEvent(provider().state, eventId, 'person.2@example.com');
	const cleo = { email: 'cleo@example.com', firstName: 'Cleo', lastName: 'Novak' };
	joinKnolyxEvent(provider().state, eventId, cleo);
	expect(await attendees()).toEqual(['person.2@example.com', 'cleo@example.com']);
	leaveKnolyxEvent(provider().state, eventId, 'PERSON.2@example.com');
	expect(await attendees()).toEqual(['cleo@example.com']);
	expect(provider().ledger).toEqual([]);
});
