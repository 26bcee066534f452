import type { IDataObject } from 'n8n-workflow';

import type { Reply } from '../../shared/answer';
import { Failure } from '../../shared/failure';
import type { Item } from '../../shared/item';
import type { Outcome } from '../../shared/outcome';
import { path } from '../../shared/request';
import { permission } from '../apiKey/permissions';
import { API } from '../knolyx';
import { arrayOf, elementsOf, unordered } from './jsonText';
import { Rule } from './rule';

/** What an operation makes of the rules of a course. */
export interface RulesChange {
	outcome: Exclude<Outcome, 'waitlisted'>;
	/** All rules that the course has afterwards. */
	rules: Rule[];
	/** What is known without reading the rules once more. */
	record: IDataObject;
	/** What the saved rules say of it; `undefined` when they do not show the change. */
	shownBy(saved: Rule[]): IDataObject | undefined;
}

/** Applied to its own result, a change says `unchanged`. It may throw a Failure to refuse. */
export type ChangeRules = (rules: Rule[]) => RulesChange;

/**
 * Reads the rules of a course, changes them and saves all of them, because Knolyx deletes every rule that is not sent
 * back. The rest goes back letter by letter. One row of a course at a time; rules that somebody else changes meanwhile are
 * left alone, as far as reading once more right before the write can tell: Knolyx offers no lock.
 * https://docs.knolyx.com/scenarios/external-payment-integration/
 * @throws Failure `rejected`, to be run again, when the rules changed in between
 */
export async function changeRules(
	item: Item,
	courseId: string,
	change: ChangeRules,
): Promise<RulesChange> {
	if (item.checksOnly) return await forecast(item, courseId, change);
	await item.claim('course rules', courseId);
	const first = await readRules(item, courseId);
	const wanted = change(first);
	if (wanted.outcome === 'unchanged') return wanted;
	const latest = await readRules(item, courseId);
	if (!areSame(first, latest)) throw changedMeanwhile();
	return await save(item, courseId, latest, change);
}

/** The rows of a run one after the other, each upon what the ones before would have made. */
async function forecast(item: Item, courseId: string, change: ChangeRules): Promise<RulesChange> {
	const course = await item.once(`rules of course ${courseId}`, async () => ({
		rules: await readRules(item, courseId),
	}));
	const wanted = change(course.rules);
	course.rules = wanted.rules;
	return wanted;
}

async function save(
	item: Item,
	courseId: string,
	before: Rule[],
	change: ChangeRules,
): Promise<RulesChange> {
	const wanted = change(before);
	const reply = await item.send({
		method: 'POST',
		path: rulesPath(courseId),
		body: arrayOf(wanted.rules.map(({ text }) => text)),
		lookUp: async () => {
			const now = await readRules(item, courseId);
			const again = change(now);
			if (again.outcome === 'unchanged') return again.record;
			if (areSame(before, now)) return undefined;
			throw changedMeanwhile();
		},
	});
	if (!reply.ok) throw refused(item, reply, "Check 'Workgroup'.");
	const saved = await savedRules(item, courseId, reply, wanted);
	return saved ? { ...wanted, record: mustShow(saved, wanted) } : wanted;
}

/** The rules after the write: Knolyx's answer where it shows them all; its form is not documented, so else one more read. */
async function savedRules(item: Item, courseId: string, reply: Reply, wanted: RulesChange) {
	const answered = rulesIn(reply);
	if (answered && wanted.shownBy(answered) && lostRule(answered, wanted) === undefined) {
		return answered;
	}
	return await item.ifPossible(async () => await readRules(item, courseId));
}

function mustShow(saved: Rule[], wanted: RulesChange): IDataObject {
	const record = wanted.shownBy(saved);
	if (!record) {
		throw new Failure(
			'rejected',
			'Knolyx took the rules of the course, but does not show the change',
			'Somebody may have saved other rules at the same moment. Run the row again.',
			{ retryable: true },
		);
	}
	const lost = lostRule(saved, wanted);
	if (lost === undefined) return record;
	throw new Failure(
		'unexpectedAnswer',
		`After saving, the course does not have its rule ${lost.id} any more, although it was sent back unchanged`,
		'Look at the rules of the course in Knolyx, and add it again unless somebody else removed it.',
	);
}

function lostRule(saved: Rule[], wanted: RulesChange): Rule | undefined {
	const ids = new Set(saved.map(({ id }) => id));
	return wanted.rules.find(({ id }) => id !== undefined && !ids.has(id));
}

async function readRules(item: Item, courseId: string): Promise<Rule[]> {
	const reply = await item.send({ method: 'GET', path: rulesPath(courseId) });
	if (!reply.ok) throw refused(item, reply, `Check 'Course' (${courseId}).`);
	const rules = rulesIn(reply);
	if (rules) return rules;
	throw new Failure(
		'unexpectedAnswer',
		'Knolyx answered with rules in a form that is not known',
		'Nothing was written. Change the access in Knolyx itself, and report it.',
		{ httpStatus: reply.status },
	);
}

function rulesIn({ body, text }: Reply): Rule[] | undefined {
	if (!Array.isArray(body) || text === undefined) return undefined;
	const texts = elementsOf(text());
	if (texts.some((each) => !each.startsWith('{'))) return undefined;
	const rules = texts.map((each, index) => new Rule(each, body[index] as IDataObject));
	return rules.every(({ isUnderstood }) => isUnderstood) ? rules : undefined;
}

function areSame(some: Rule[], others: Rule[]): boolean {
	const [one, other] = [some, others].map((rules) => arrayOf(rules.map(({ text }) => text)));
	return one === other || unordered(one!) === unordered(other!);
}

function changedMeanwhile(): Failure {
	return new Failure(
		'rejected',
		'Somebody changed the rules of the course at the same moment',
		'Nothing was written. Run the row again.',
		{ retryable: true },
	);
}

function refused(item: Item, reply: Reply, ifNotFound: string): Failure {
	return item.refusal(reply, {
		...permission(reply, 'BUSINESS_RULE_MANAGE'),
		...(reply.status === 404 ? { advice: ifNotFound } : {}),
	});
}

function rulesPath(courseId: string): string {
	return `${API}${path`/business-rule/course/${courseId}`}`;
}
