import { useSandbox } from '../asking';

const { sandbox, knolyx } = useSandbox();
const state = () => sandbox().knolyx.state;
const path = '/business-rule/course/311';

const ruleNamed = (name: string, further: object = {}) => ({
	name,
	type: 'PRIVATE',
	startDateTime: '2031-01-01 00:00:00',
	endDateTime: '2080-12-31 23:59:59',
	restrictions: { minimumTime: false, browseOrder: 'anyOrder' },
	associations: { WORKGROUP: [808] },
	...further,
});

beforeEach(() => {
	state().courses.set(311, {
		id: 311,
		title: 'Onboarding basics',
		description: '',
		level: 'BEGINNER',
		duration: 45,
		numberOfStudentsEnrolled: 0,
		fromTrainingTracker: false,
		avatar: null,
	});
});

test('rules that are posted back change, rules without id are new, missing ones are gone', async () => {
	expect((await knolyx('GET', path)).body).toEqual([]);
	await knolyx('POST', path, [ruleNamed('KEEP'), ruleNamed('CHANGE'), ruleNamed('DROP')]);
	const [keep, change, drop] = (await knolyx<Array<{ id: number }>>('GET', path)).body;
	const saved = await knolyx<Array<{ id: number; name: string }>>('POST', path, [
		keep,
		{ ...change, endDateTime: '2032-01-01 00:00:00' },
		ruleNamed('NEW'),
	]);
	expect(saved.body.map(({ name }) => name)).toEqual(['KEEP', 'CHANGE', 'NEW']);
	expect((await knolyx('GET', path)).body).toEqual(saved.body);
	expect(sandbox().knolyx.ledger.at(-1)).toMatchObject({
		target: '311',
		data: { created: [saved.body[2]!.id], changed: [change!.id], deleted: [drop!.id] },
	});
});

test.each([
	['no name', ruleNamed('')],
	['an unknown type', ruleNamed('A', { type: 'OPEN' })],
	['an end with a T', ruleNamed('A', { endDateTime: '2032-01-01T00:00:00' })],
])('a rule with %s is refused and nothing is changed', async (_, rule) => {
	await knolyx('POST', path, [ruleNamed('FIRST')]);
	expect(await knolyx('POST', path, [rule])).toMatchObject({ status: 400 });
	expect(state().businessRules.get(311)).toMatchObject([{ name: 'FIRST' }]);
});

test('saving may answer with next to nothing', async () => {
	state().savedRulesAnswer = 'emptyObject';
	expect((await knolyx('POST', path, [ruleNamed('A')])).body).toEqual({});
});

test('a key without the permission may not touch rules', async () => {
	state().permissions = ['COURSE_LIST'];
	expect(await knolyx('GET', path)).toMatchObject({ status: 403 });
	expect(await knolyx('GET', '/course')).toMatchObject({ body: { list: [{ id: 311 }] } });
	expect(await knolyx('GET', '/course/311')).toMatchObject({ status: 403 });
	expect(await knolyx('GET', '/key')).toMatchObject({ body: { permissions: ['COURSE_LIST'] } });
});
