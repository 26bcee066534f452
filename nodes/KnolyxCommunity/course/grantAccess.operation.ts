import { DateTime } from 'luxon';

import { Failure } from '../../shared/failure';
import type { Item } from '../../shared/item';
import type { Operation } from '../../shared/operation';
import { courseRulesId, openedWorkgroupId, ruleName } from '../fields';
import { asWritten } from './asWritten';
import { type ChangeRules, changeRules } from './courseRules';
import { Rule, asKnolyxDate } from './rule';

// Both dates are required; for "no end" the documentation advises one that is some fifty years away.
const NO_END = '2080-12-31 23:59:59';

export const grantAccess: Operation = {
	name: 'Grant Access',
	value: 'grantAccess',
	action: 'Grant workgroup access to course',
	description: 'Open a course to the members of a workgroup, by an access rule of the course',
	attempt: 'give workgroup {workgroupId} access to course {courseId}',
	outcomes: { created: 'granted', updated: 'changed', unchanged: 'already granted' },
	fields: [
		courseRulesId,
		openedWorkgroupId,
		{
			...ruleName,
			description:
				"Name of the rule, by which it is found again. Empty: N8N_COURSE_ with the course's ID, _WORKGROUP_ with the workgroup's ID.",
		},
		{
			displayName: 'Start Date',
			name: 'startDate',
			type: 'dateTime',
			default: '',
			placeholder: 'e.g. 2031-03-31',
			description:
				"When the access begins. Empty: now, or as it is for a rule that exists. A date alone means its first moment in the workflow's time zone.",
		},
		{
			displayName: 'End Date',
			name: 'endDate',
			type: 'dateTime',
			default: '',
			placeholder: 'e.g. 2031-03-31',
			description:
				"When the access ends. Empty: in the year 2080. A date alone means its first moment in the workflow's time zone.",
		},
	],
	async run(item) {
		const [courseId, workgroupId] = [item.integerId('courseId'), item.integerId('workgroupId')];
		const name = item.text('name') ?? `N8N_COURSE_${courseId}_WORKGROUP_${workgroupId}`;
		const change = granting(item, name, workgroupId);
		const changed = await changeRules(item, courseId, change);
		return asWritten(item, changed, { courseId, workgroupId, name });
	},
};

/** Opens the course to the workgroup by the rule of this name; never at the expense of others whom that rule lets in. */
function granting(item: Item, name: string, workgroupId: string): ChangeRules {
	const start = dateIn(item, 'startDate');
	const end = dateIn(item, 'endDate');
	mustBeLater(item, start, end);
	const now = asKnolyxDate(DateTime.utc());
	const shownBy = (saved: Rule[]) =>
		saved.find((rule) => rule.name === name && rule.hasWorkgroup(workgroupId))?.record;

	return (rules) => {
		const rule = onlyOne(rules, name);
		const from = start ?? (rule ? rule.start : now);
		const until = end ?? laterOf(rule?.end, NO_END);
		mustBeLater(item, from, until);
		if (!rule) {
			const added = Rule.forWorkgroup(name, from ?? now, until, workgroupId);
			return { outcome: 'created', rules: [...rules, added], record: {}, shownBy };
		}
		const dated = rule.withDates(from, until);
		if (dated !== rule && rule.opensToOthersThan(workgroupId)) throw opensToOthers(rule);
		const changed = dated.hasWorkgroup(workgroupId) ? dated : dated.withWorkgroup(workgroupId);
		if (changed === rule) return { outcome: 'unchanged', rules, record: rule.record, shownBy };
		const others = rules.map((each) => (each === rule ? changed : each));
		return { outcome: 'updated', rules: others, record: {}, shownBy };
	};
}

function dateIn(item: Item, field: string): string | undefined {
	const moment = item.dateTime(field);
	return moment && asKnolyxDate(moment);
}

// An end that is further away than ours is no end either, and stays.
function laterOf(end: string | undefined, other: string): string {
	return end !== undefined && end > other ? end : other;
}

function onlyOne(rules: Rule[], name: string): Rule | undefined {
	const [rule, ...others] = rules.filter((each) => each.name === name);
	if (rule && others.length > 0) {
		const ids = [rule, ...others].map(({ id }) => id).join(', ');
		throw new Failure(
			'ambiguous',
			`${others.length + 1} rules of the course have the name '${name}': ${ids}`,
			"Rename all but one of them in Knolyx, or choose another 'Name'.",
		);
	}
	if (!rule || rule.isPrivate) return rule;
	throw new Failure(
		'rejected',
		`The rule '${name}' opens the course to everybody`,
		"It is not made private. Choose another 'Name'.",
	);
}

function opensToOthers({ name, start = 'a date', end = 'a date' }: Rule): Failure {
	return new Failure(
		'rejected',
		`The rule '${name}' also opens the course to others, from ${start} to ${end} UTC`,
		"Their dates are not changed. Enter the same dates, or choose another 'Name'.",
	);
}

function mustBeLater(item: Item, start: string | undefined, end: string | undefined): void {
	if (start === undefined || end === undefined || start < end) return;
	const problem = `is not after the start of the access, ${start} UTC`;
	throw item.invalid('endDate', problem, 'Enter a later date.');
}
