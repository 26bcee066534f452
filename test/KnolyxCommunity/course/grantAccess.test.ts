import { DateTime } from 'luxon';

import { describeContract } from '../../support/contract';
import {
	byId,
	closedWorkgroupId,
	expectFailure,
	jsonOf,
	nodeType,
	workgroupId,
} from '../knolyxCommunity';
import { accessParameters, courseId, courseIds, noEnd, openCourses, rule } from './courses';

const { knolyx, credentials, arrange, rulesPath, setRules, rulesNow, posted, methods, run } =
	openCourses('grantAccess');

const defaultName = `N8N_COURSE_${courseId}_WORKGROUP_${workgroupId}`;
const dates = { startDate: '2031-01-01T00:00:00Z', endDate: '2031-12-31T23:00:00Z' };
const evening = { name: 'EVENING_CLASS', ...dates };
const others = { USER: [50101], WORKGROUP: [closedWorkgroupId] };

beforeEach(arrange);

describeContract({
	nodeType,
	resource: 'course',
	operation: 'grantAccess',
	parameters: accessParameters,
	credentials,
	sandbox: knolyx,
	arrange,
	rows: courseIds.slice(0, 3).map((course) => ({ course })),
	crowd: courseIds.map((course) => ({ course })),
	ownData: ({ course }) => ({ courseId: `${course as number}` }),
	writes: true,
	expressionFields: ['courseId', 'workgroupId'],
	request: { method: 'POST', path: /\/business-rule\/course\/\d+$/ },
	takePermissionAway: () => (knolyx().state.permissions = []),
});

describe('opening a course to a workgroup that no rule lets in', () => {
	test('reads the rules twice and posts them with one more, private and with the advised restrictions', async () => {
		const { success } = await run(dates);
		expect(knolyx().diary).toMatchObject([
			{ method: 'GET', url: rulesPath },
			{ method: 'GET', url: rulesPath },
			{
				method: 'POST',
				url: rulesPath,
				headers: {
					'content-type': 'application/json',
					'x-project-id': 'sandbox-project',
					'x-api-key': 'sandbox-knolyx-key',
				},
				body: [
					{
						name: defaultName,
						type: 'PRIVATE',
						startDateTime: '2031-01-01 00:00:00',
						endDateTime: '2031-12-31 23:00:00',
						restrictions: { minimumTime: false, browseOrder: 'anyOrder' },
						associations: { WORKGROUP: [workgroupId] },
					},
				],
			},
		]);
		expect(success).toEqual([
			{
				json: {
					outcome: 'created',
					courseId: `${courseId}`,
					workgroupId: `${workgroupId}`,
					...rulesNow()[0],
					name: defaultName,
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	test('without dates the access begins now and has no end that anybody will see', async () => {
		const before = DateTime.utc().startOf('second');
		await run();
		const [{ startDateTime, endDateTime }] = rulesNow() as never as Array<Record<string, string>>;
		const start = DateTime.fromSQL(startDateTime, { zone: 'utc' });
		expect(start >= before && start <= DateTime.utc()).toBe(true);
		expect(endDateTime).toBe(noEnd);
	});

	test('a second run finds everything as it should be, and writes nothing', async () => {
		const first = await run();
		const second = await run();
		expect(jsonOf(second.success)).toEqual([{ ...first.success[0].json, outcome: 'unchanged' }]);
		expect(second.hints[0].message).toBe('1 item: 1 already granted.');
		expect(posted()).toHaveLength(1);
	});

	test.each([
		['Europe/Berlin', '2031-03-31', '2031-03-30 22:00:00'],
		['Asia/Kolkata', '2031-03-31T22:00', '2031-03-31 16:30:00'],
		['America/New_York', '2031-03-31T22:00:00.999+02:00', '2031-03-31 20:00:00'],
	])('in %s the end %s is %s for Knolyx', async (timezone, endDate, sent) => {
		await run({ endDate }, [{ course: courseId }], { timezone });
		expect(rulesNow()).toMatchObject([{ endDateTime: sent }]);
	});

	test.each([
		['2031-01-01T00:00:00Z', '2031-01-01T00:00:00Z'],
		['2031-01-02T00:00:00Z', '2031-01-01T00:00:00Z'],
	])('an access from %s to %s is refused before anything is sent', async (startDate, endDate) => {
		const from = startDate.slice(0, 19).replace('T', ' ');
		expectFailure(await run({ startDate, endDate }), {
			message: `'End Date' is not after the start of the access, ${from} UTC`,
			reason: 'invalidInput',
			advice: 'Enter a later date.',
		});
		expect(knolyx().diary).toEqual([]);
	});

	test('an access that would have ended before it begins is refused, and nothing is written', async () => {
		expectFailure(await run({ endDate: '2020-01-01' }), {
			message: expect.stringContaining("'End Date' is not after the start of the access, 2"),
			reason: 'invalidInput',
		});
		expect(posted()).toEqual([]);
	});

	test('an id of 64 bits is sent as the number it is', async () => {
		await run({ workgroupId: byId('9007199254740993') });
		expect(posted()[0]).toContain('"associations":{"WORKGROUP":[9007199254740993]}');
	});

	test('a rule of another name is no reason to do nothing', async () => {
		setRules(rule({ name: 'OTHER' }));
		const { success } = await run(evening);
		expect(jsonOf(success)).toMatchObject([{ outcome: 'created', name: 'EVENING_CLASS' }]);
		expect(rulesNow().map(({ name }) => name)).toEqual(['OTHER', 'EVENING_CLASS']);
	});
});

describe('a rule of that name', () => {
	test('that is as it should be stays as it is', async () => {
		setRules(rule());
		const { success } = await run(evening);
		expect(jsonOf(success)).toEqual([
			{
				outcome: 'unchanged',
				courseId: `${courseId}`,
				workgroupId: `${workgroupId}`,
				...rule(),
			},
		]);
		expect(methods()).toEqual(['GET']);
	});

	test('keeps its start when none is given', async () => {
		setRules(rule());
		const { success } = await run({ ...evening, startDate: '' });
		expect(jsonOf(success)).toMatchObject([{ outcome: 'unchanged' }]);
	});

	test.each([
		['gets the new dates', evening, { startDateTime: '2030-06-01 00:00:00' }],
		['gets the new end', { ...evening, startDate: '' }, { endDateTime: '2031-06-01 00:00:00' }],
		['gets the workgroup', evening, { associations: {} }],
		['gets the workgroup where it let in nobody at all', evening, { associations: null }],
	])('that lets in nobody else %s', async (_, changes, kept) => {
		setRules(rule({ id: 7, name: 'OTHER' }), rule(kept));
		const { success } = await run(changes);
		expect(jsonOf(success)).toMatchObject([{ outcome: 'updated', ...rule() }]);
		expect(rulesNow()).toEqual([rule({ id: 7, name: 'OTHER' }), rule()]);
	});

	test('without an end date is opened until the far one, and an end further away stays', async () => {
		setRules(rule());
		const { success } = await run({ name: 'EVENING_CLASS' });
		expect(jsonOf(success)).toMatchObject([{ outcome: 'updated', endDateTime: noEnd }]);
		setRules(rule({ endDateTime: '2099-01-01 00:00:00' }));
		const again = await run({ name: 'EVENING_CLASS' });
		expect(jsonOf(again.success)).toMatchObject([{ outcome: 'unchanged' }]);
	});

	test('that lets others in for the same time lets the workgroup in as well', async () => {
		setRules(rule({ associations: others }));
		const { success } = await run(evening);
		const associations = { ...others, WORKGROUP: [closedWorkgroupId, workgroupId] };
		expect(jsonOf(success)).toMatchObject([{ outcome: 'updated', associations }]);
		expect(rulesNow()).toEqual([rule({ associations })]);
	});

	test.each([
		['others', others],
		['others beside the workgroup', { ...others, WORKGROUP: [workgroupId, closedWorkgroupId] }],
		['a kind of others that nobody knows', { EVERYBODY_IN: 'Berlin' }],
	])('that lets in %s for another time is not changed', async (_, associations) => {
		setRules(rule({ associations, endDateTime: '2031-06-01 00:00:00' }));
		expectFailure(await run(evening), {
			message:
				"The rule 'EVENING_CLASS' also opens the course to others, from 2031-01-01 00:00:00 to 2031-06-01 00:00:00 UTC",
			reason: 'rejected',
			advice: "Their dates are not changed. Enter the same dates, or choose another 'Name'.",
		});
		expect(posted()).toEqual([]);
	});

	test('that opens the course to everybody is never made private', async () => {
		setRules(rule({ type: 'PUBLIC' }));
		expectFailure(await run(evening), {
			message: "The rule 'EVENING_CLASS' opens the course to everybody",
			reason: 'rejected',
			advice: "It is not made private. Choose another 'Name'.",
		});
		expect(posted()).toEqual([]);
	});

	test('is not chosen among several', async () => {
		setRules(rule({ id: 5 }), rule({ id: 6 }), rule({ id: 7, name: 'OTHER' }));
		expectFailure(await run(evening), {
			message: "2 rules of the course have the name 'EVENING_CLASS': 5, 6",
			reason: 'ambiguous',
			advice: "Rename all but one of them in Knolyx, or choose another 'Name'.",
		});
		expect(posted()).toEqual([]);
	});

	test.each(['2031-01-01T00:00:00', '2031-01-01T01:00:00+01:00', '2031-01-01 00:00:00.000'])(
		'whose start reads %s is understood',
		async (startDateTime) => {
			setRules(rule({ startDateTime, associations: others }));
			knolyx().faults.add({ match: { method: 'POST' }, effect: { kind: 'status', code: 400 } });
			expectFailure(await run(evening), {
				message: 'Scripted fault of the sandbox',
				reason: 'rejected',
			});
			expect(posted()[0]).toContain(`"startDateTime":"${startDateTime}"`);
		},
	);
});

describe('many rows of one course', () => {
	test('go one after the other, and no grant is lost', async () => {
		const ids = Array.from({ length: 12 }, (_, index) => 900 + index);
		const rows = ids.map((group) => ({ course: courseId, group }));
		const { success } = await run({ workgroupId: byId('={{ $json.group }}') }, rows);
		expect(jsonOf(success).map(({ outcome }) => outcome)).toEqual(ids.map(() => 'created'));
		expect(rulesNow().map(({ associations }) => associations)).toEqual(
			ids.map((id) => ({ WORKGROUP: [id] })),
		);
		expect(methods().join(' ')).toBe(ids.map(() => 'GET GET POST').join(' '));
	});

	test('share a rule of one name', async () => {
		const rows = [901, 902, 901].map((group) => ({ course: courseId, group }));
		const { success } = await run({ ...evening, workgroupId: byId('={{ $json.group }}') }, rows);
		expect(jsonOf(success).map(({ outcome }) => outcome)).toEqual([
			'created',
			'updated',
			'unchanged',
		]);
		expect(rulesNow()).toMatchObject([{ associations: { WORKGROUP: [901, 902] } }]);
	});
});
