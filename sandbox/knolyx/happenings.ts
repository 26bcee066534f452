import type { KnolyxDelivery, KnolyxWebhookType } from './deliveries';
import type { KnolyxState, KnolyxUser } from './state';

/**
 * What somebody does with a course, as an event for the webhooks.
 * @throws when there is no such user or course
 * @see https://docs.knolyx.com/guides/webhooks/
 */
export function knolyxCourseEvent(
	state: KnolyxState,
	type: Extract<KnolyxWebhookType, `COURSE_${string}`>,
	{ userId, courseId }: { userId: number; courseId: number },
): KnolyxDelivery {
	const course = state.courses.get(courseId);
	if (!course) throw new Error(`There is no course ${courseId}`);
	const { id, title: name } = course;
	return { type, data: { user: publicUser(state, userId), course: { id, name } } };
}

/**
 * The purchase of a bundle, as an event for the webhooks.
 * @throws when there is no such user
 */
export function knolyxBundleEvent(
	state: KnolyxState,
	userId: number,
	bundle: { id: number; slug: string; name: string },
): KnolyxDelivery {
	return { type: 'BUNDLE_PAYMENT_RECEIVED', data: { user: publicUser(state, userId), bundle } };
}

/**
 * Somebody joins an event by themselves, in the app: no ledger entry. Access is not looked at.
 * @param person a user's e-mail, or a whole person, who becomes a user when the e-mail is unknown
 * @returns the user's id
 * @throws when the event, or the user of a bare e-mail, does not exist
 */
export function joinKnolyxEvent(
	state: KnolyxState,
	eventId: number,
	person: string | { email: string; firstName: string; lastName: string },
): number {
	const email = typeof person === 'string' ? person : person.email;
	let [user] = state.users.withKey(email);
	if (!user) {
		if (typeof person === 'string') throw new Error(`There is no user ${person}`);
		user = { ...person, id: state.nextId++, gender: 'NON-BINARY' };
		state.users.set(user.id, user);
	}
	attendeesOf(state, eventId).add(user.id);
	return user.id;
}

/**
 * Somebody leaves an event by themselves; nothing happens when they were not there.
 * @throws when the event does not exist
 */
export function leaveKnolyxEvent(state: KnolyxState, eventId: number, email: string): void {
	for (const { id } of state.users.withKey(email)) attendeesOf(state, eventId).delete(id);
}

function attendeesOf(state: KnolyxState, eventId: number): Set<number> {
	const event = state.events.get(eventId);
	if (!event) throw new Error(`There is no event ${eventId}`);
	return event.attendees;
}

function publicUser(state: KnolyxState, userId: number) {
	const user: KnolyxUser | undefined = state.users.get(userId);
	if (!user) throw new Error(`There is no user ${userId}`);
	return { id: user.id, name: `${user.firstName} ${user.lastName}`, email: user.email };
}
