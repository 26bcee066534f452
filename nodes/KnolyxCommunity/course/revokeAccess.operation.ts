import { Failure } from '../../shared/failure';
import type { Operation } from '../../shared/operation';
import { courseRulesId, openedWorkgroupId, ruleName } from '../fields';
import { asWritten } from './asWritten';
import { type ChangeRules, changeRules } from './courseRules';
import type { Rule } from './rule';

export const revokeAccess: Operation = {
	name: 'Revoke Access',
	value: 'revokeAccess',
	action: 'Revoke access of workgroup to course',
	description: 'Take a workgroup out of the access rules of a course',
	attempt: 'take the access to course {courseId} from workgroup {workgroupId}',
	outcomes: { removed: 'revoked', unchanged: 'had no access' },
	fields: [
		courseRulesId,
		openedWorkgroupId,
		{
			...ruleName,
			description:
				'Name of the rule to take the workgroup out of. Empty: every private rule of the course. A rule that then opens the course to nobody is removed.',
		},
	],
	async run(item) {
		const [courseId, workgroupId] = [item.integerId('courseId'), item.integerId('workgroupId')];
		const name = item.text('name');
		const changed = await changeRules(item, courseId, revoking(name, workgroupId));
		return asWritten(item, changed, { courseId, workgroupId, ...(name ? { name } : {}) });
	},
};

/** Closes the course to the workgroup; whom else the rules let in stays in. */
function revoking(name: string | undefined, workgroupId: string): ChangeRules {
	const opensTo = (rule: Rule) =>
		(name === undefined ? rule.isPrivate : rule.name === name) && rule.hasWorkgroup(workgroupId);

	return (rules) => {
		const isOpenToAll = ({ name: own, isPrivate }: Rule) => own === name && !isPrivate;
		if (rules.some(isOpenToAll)) throw openToAll(name);
		const opening = rules.filter(opensTo);
		if (opening.length === 0) {
			return { outcome: 'unchanged', rules, record: {}, shownBy: () => ({}) };
		}
		const record = { rules: opening.map(({ record: { id, name: own } }) => ({ id, name: own })) };
		return {
			outcome: 'removed',
			rules: rules.flatMap((rule) => (opensTo(rule) ? without(rule, workgroupId) : rule)),
			record,
			shownBy: (saved) => (saved.some(opensTo) ? undefined : record),
		};
	};
}

function without(rule: Rule, workgroupId: string): Rule[] {
	return rule.opensToOthersThan(workgroupId) ? [rule.withoutWorkgroup(workgroupId)] : [];
}

function openToAll(name: string | undefined): Failure {
	return new Failure(
		'rejected',
		`The rule '${name}' opens the course to everybody`,
		'Change it in Knolyx; a workgroup cannot be taken out of it.',
	);
}
