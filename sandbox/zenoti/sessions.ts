import type { ZenotiRegistration, ZenotiSession, ZenotiState } from './state';

/** The sessions of the track that somebody registered for. */
export function sessionsOf(
	{ workshopId, trackId }: ZenotiRegistration,
	state: ZenotiState,
): ZenotiSession[] {
	const sessions = state.workshops.get(workshopId)?.sessions ?? [];
	return sessions.filter((session) => session.trackId === trackId);
}

/** The one session that lists and events name where a track has several. */
export function firstSessionOf(
	registration: ZenotiRegistration,
	state: ZenotiState,
): ZenotiSession | undefined {
	return sessionsOf(registration, state)[0];
}
