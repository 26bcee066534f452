import { isDeepStrictEqual } from 'util';

import type { FastifyInstance, FastifyRequest } from 'fastify';

import type { HandlerContext } from '../kernel/providerSandbox';
import { integerFromPath, knolyxRefusal, pageOf, requirePermission } from './answers';
import type { KnolyxBusinessRule, KnolyxCourse, KnolyxState } from './state';

/**
 * Courses and the rules that open them.
 * @see https://docs.knolyx.com/scenarios/external-payment-integration/
 * @see https://github.com/knolyx-tech/knolyx-docs/blob/main/unfinished/course.md
 */
export function installCourseRoutes(
	app: FastifyInstance,
	context: HandlerContext<KnolyxState>,
): void {
	const { state } = context;
	app.get('/course', async (request) => {
		requirePermission(state, 'COURSE_LIST');
		return pageOf(request, state, [...state.courses.values()]);
	});
	app.get('/course/:courseId', async (request) => {
		requirePermission(state, 'COURSE_GET');
		return requireCourse(request, state);
	});
	app.get('/business-rule/course/:courseId', async (request) => {
		requirePermission(state, 'BUSINESS_RULE_MANAGE');
		return state.businessRules.get(requireCourse(request, state).id) ?? [];
	});
	app.post('/business-rule/course/:courseId', async (request) => {
		requirePermission(state, 'BUSINESS_RULE_MANAGE');
		const rules = saveRules(request, context);
		return state.savedRulesAnswer === 'rules' ? rules : {};
	});
}

/** inferred: errors are not documented; 404 for an unknown course. */
function requireCourse(request: FastifyRequest, state: KnolyxState): KnolyxCourse {
	const course = state.courses.get(integerFromPath(request, 'courseId'));
	if (!course) throw knolyxRefusal(404, 'Entity not found');
	return course;
}

/** The posted array replaces the whole set: without `id` is new, missing ones are deleted. */
function saveRules(
	request: FastifyRequest,
	{ state, ledger }: HandlerContext<KnolyxState>,
): KnolyxBusinessRule[] {
	const { id: courseId } = requireCourse(request, state);
	const posted = request.body;
	if (!Array.isArray(posted)) throw knolyxRefusal(400, 'An array of rules is expected');
	const before = state.businessRules.get(courseId) ?? [];
	const rules = (posted as Array<Record<string, unknown>>).map((rule) => {
		requireRuleFields(rule);
		const known = before.some(({ id }) => id === rule.id);
		if (rule.id !== undefined && !known) throw knolyxRefusal(404, 'Entity not found');
		return { ...rule, id: known ? Number(rule.id) : state.nextId++ };
	});
	state.businessRules.set(courseId, rules);
	const data = { rules, ...differencesOf(before, rules) };
	ledger.record('businessRules.save', { target: courseId, data });
	return rules;
}

/** The ids of the rules that came, went and are no longer what they were. */
function differencesOf(before: KnolyxBusinessRule[], after: KnolyxBusinessRule[]) {
	const idsOf = (rules: KnolyxBusinessRule[]) => rules.map(({ id }) => id);
	const find = (wanted: number) => before.find(({ id }) => id === wanted);
	const isChanged = (rule: KnolyxBusinessRule) =>
		find(rule.id) !== undefined && !isDeepStrictEqual(find(rule.id), rule);
	return {
		created: idsOf(after.filter(({ id }) => !find(id))),
		changed: idsOf(after.filter(isChanged)),
		deleted: idsOf(before).filter((id) => !idsOf(after).includes(id)),
	};
}

function requireRuleFields(rule: Record<string, unknown>): void {
	for (const name of ['name', 'type', 'startDateTime', 'endDateTime', 'associations']) {
		if (!rule[name]) throw knolyxRefusal(400, `${name} must not be blank`);
	}
	if (!['PRIVATE', 'PUBLIC'].includes(String(rule.type))) {
		throw knolyxRefusal(400, 'type must be PRIVATE or PUBLIC');
	}
	for (const name of ['startDateTime', 'endDateTime']) {
		if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(String(rule[name]))) {
			throw knolyxRefusal(400, `${name} must be yyyy-MM-dd HH:mm:ss`);
		}
	}
}
