import type { INodeProperties } from 'n8n-workflow';

import { byEmail, byId, id, locator } from '../shared/fields';

const GUID = '3f2504e0-4f89-…';

// Zenoti documents no list of workshops, tracks or sessions, so their ids are typed in.
export const workshopId = id(
	'Workshop ID',
	'workshopId',
	'11900',
	'Number of the workshop; booking webhooks of Zenoti carry it as workshop_id',
);

export const trackId = id(
	'Track ID',
	'trackId',
	'1201',
	'Number of the track in this workshop; booking webhooks of Zenoti carry it as track_id',
);

export const guestId = locator(
	'Guest',
	'guestId',
	'Who is registered. An e-mail address is searched in the center first, then in the whole organization.',
	[byEmail, byId(GUID)],
);

export const centerId = locator('Center', 'centerId', 'Center that the registration belongs to', [
	byId(GUID),
]);

export const registrationId = id(
	'Registration ID',
	'registrationId',
	'120001',
	'Number of the registration, as Register and Get Many return it',
);

export const sessionId = locator(
	'Session',
	'sessionId',
	'Session of the workshop; Get Many Registrations returns it as session_id',
	[byId('90010')],
);

/** For check-in: what the provider leaves open is said on the face of the node. */
export const sessionIdToCheckIn: INodeProperties = {
	...sessionId,
	hint: 'Zenoti does not document this ID. Try it with one registration first.',
};
