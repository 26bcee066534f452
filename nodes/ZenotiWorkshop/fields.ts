import type { INodeProperties } from 'n8n-workflow';

import { byEmail, byId, fromList, id, locator } from '../shared/fields';

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

const GUEST_MODES = [byEmail, fromList('searchGuests'), byId(GUID)];
const CENTER_MODES = [fromList('searchCenters'), byId(GUID)];

export const guestId = locator(
	'Guest',
	'guestId',
	'Who is registered. An e-mail address is searched in the center first, then in the whole organization.',
	GUEST_MODES,
);

export const centerId = locator(
	'Center',
	'centerId',
	'Center that the registration belongs to',
	CENTER_MODES,
);

export const centerOfGuest = locator(
	'Center',
	'centerId',
	'Center that the guest belongs to',
	CENTER_MODES,
);

/** An existing guest, and where to look for them. */
export const guest: INodeProperties[] = [
	locator('Guest', 'guestId', 'The guest, by e-mail address, name or ID', GUEST_MODES),
	{
		...centerId,
		required: false,
		description:
			'Center to search for the guest first; left empty, the whole organization is searched',
		displayOptions: { show: { 'guestId.mode': ['email', 'list'] } },
	},
];

export const firstName = name('First Name', 'firstName', 'Nathan', 'Given name of the guest');

export const lastName = name('Last Name', 'lastName', 'Smith', 'Family name of the guest');

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

function name(
	displayName: string,
	fieldName: string,
	example: string,
	description: string,
): INodeProperties {
	const field = { displayName, name: fieldName, type: 'string', default: '' } as const;
	return { ...field, required: true, placeholder: `e.g. ${example}`, description };
}
