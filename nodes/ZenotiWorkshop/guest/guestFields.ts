import type { INodeProperties } from 'n8n-workflow';

/** How a field of ours is handed to Zenoti. */
export type Kind = 'text' | 'email' | 'wholeNumber' | 'date' | 'flag';

/** One of our fields about a guest. */
export interface GuestField {
	property: INodeProperties;
	/** Where Zenoti's record of the guest holds it. */
	place: string;
	kind: Kind;
}

const COUNTRY_ID =
	"Zenoti's own number of the country, not the dial code: 225 is the United States. Its API lists them at /v1/countries.";

/**
 * What may be said about a guest beyond the name, except the mobile phone, which is two fields in one.
 * https://docs.zenoti.com/reference/create-a-guest
 */
export const GUEST_FIELDS: GuestField[] = [
	text(
		'Address Line 1',
		'address1',
		'address_info.address_1',
		'12 Main Street',
		'Street and number',
	),
	text(
		'Address Line 2',
		'address2',
		'address_info.address_2',
		'Apartment 4',
		'Rest of the address',
	),
	text('City', 'city', 'address_info.city', 'Columbus', 'City of the address'),
	{
		...text('Country ID', 'countryId', 'address_info.country_id', '225', COUNTRY_ID),
		kind: 'wholeNumber',
	},
	{
		property: {
			displayName: 'Date of Birth',
			name: 'dateOfBirth',
			type: 'dateTime',
			default: '',
			placeholder: 'e.g. 1990-05-31',
			description: 'Only the day counts, as it is written',
		},
		place: 'personal_info.date_of_birth',
		kind: 'date',
	},
	{
		...text(
			'Email',
			'email',
			'personal_info.email',
			'nathan@example.com',
			'E-mail address of the guest; spaces around it are ignored',
		),
		kind: 'email',
	},
	{
		...text(
			'Gender',
			'gender',
			'personal_info.gender',
			'1',
			"Zenoti's number of the gender. Its documents contradict each other about them: look at a guest whom you know.",
		),
		kind: 'wholeNumber',
	},
	text(
		'Middle Name',
		'middleName',
		'personal_info.middle_name',
		'Ann',
		'Name between first and last',
	),
	flag(
		'Receive Marketing Email',
		'receiveMarketingEmail',
		'receive_marketing_email',
		'marketing e-mails',
	),
	flag(
		'Receive Marketing SMS',
		'receiveMarketingSms',
		'receive_marketing_sms',
		'marketing messages',
	),
	flag(
		'Receive Transactional Email',
		'receiveTransactionalEmail',
		'receive_transactional_email',
		'e-mails about their own registrations and purchases',
	),
	flag(
		'Receive Transactional SMS',
		'receiveTransactionalSms',
		'receive_transactional_sms',
		'messages about their own registrations and purchases',
	),
	{
		...text(
			'State ID',
			'stateId',
			'address_info.state_id',
			'69',
			"Zenoti's own number of the state",
		),
		kind: 'wholeNumber',
	},
	text(
		'State Name',
		'stateName',
		'address_info.state_other',
		'Ohio',
		'State that Zenoti has no number for',
	),
	text('ZIP Code', 'zipCode', 'address_info.zip_code', '43085', 'Postal code of the address'),
];

/** Where Zenoti's record holds the mobile phone: `{ country_code, number }`. */
export const MOBILE_PHONE = 'personal_info.mobile_phone';

const mobilePhone: INodeProperties[] = [
	{
		displayName: 'Mobile Country ID',
		name: 'mobileCountryId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 225',
		description:
			"Needed with a mobile number. Zenoti's own number of the country, not the dial code: 225 is the United States. Its API lists them at /v1/countries.",
	},
	{
		displayName: 'Mobile Number',
		name: 'mobileNumber',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2025550123',
		description: "Number without the country's dial code; spaces and hyphens are ignored",
	},
];

/** The collection "Additional Fields" of operations that create guests; `conditions` by field name. */
export function additionalFields(
	conditions: Record<string, INodeProperties['displayOptions']> = {},
): INodeProperties {
	const options = [...GUEST_FIELDS.map(({ property }) => property), ...mobilePhone];
	return {
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: sorted(
			options.map((field) => {
				const displayOptions = conditions[field.name];
				return displayOptions ? { ...field, displayOptions } : field;
			}),
		),
	};
}

/** What can be made blank: the option's label, and where Zenoti's record holds it. */
export const CLEARABLE: Record<string, { name: string; place: string }> = {
	address1: { name: 'Address Line 1', place: 'address_info.address_1' },
	address2: { name: 'Address Line 2', place: 'address_info.address_2' },
	city: { name: 'City', place: 'address_info.city' },
	dateOfBirth: { name: 'Date of Birth', place: 'personal_info.date_of_birth' },
	email: { name: 'Email', place: 'personal_info.email' },
	homePhone: { name: 'Home Phone', place: 'personal_info.home_phone' },
	middleName: { name: 'Middle Name', place: 'personal_info.middle_name' },
	mobileNumber: { name: 'Mobile Number', place: MOBILE_PHONE },
	stateName: { name: 'State Name', place: 'address_info.state_other' },
	workPhone: { name: 'Work Phone', place: 'personal_info.work_phone' },
	zipCode: { name: 'ZIP Code', place: 'address_info.zip_code' },
};

/** The names, which only an update may leave out. */
export const NAMES: GuestField[] = [
	text('First Name', 'firstName', 'personal_info.first_name', 'Nathan', 'New first name'),
	text('Last Name', 'lastName', 'personal_info.last_name', 'Smith', 'New last name'),
];

/** The collection "Update Fields". */
export const updateFields: INodeProperties = {
	displayName: 'Update Fields',
	name: 'updateFields',
	hint: 'Zenoti takes whole records only: what somebody else saves at the same moment is lost',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: sorted([
		...[...GUEST_FIELDS, ...NAMES].map(({ property }) => property),
		...mobilePhone,
		{
			displayName: 'Clear Fields',
			name: 'clearFields',
			type: 'multiOptions',
			default: [],
			options: Object.entries(CLEARABLE).map(([value, { name }]) => ({ name, value })),
			description:
				'What to make blank; fields that are merely left empty stay as they are. Zenoti does not document how to blank a field: null is sent.',
		},
	]),
};

function sorted(fields: INodeProperties[]): INodeProperties[] {
	return fields.sort((a, b) => a.displayName.localeCompare(b.displayName));
}

function text(
	displayName: string,
	name: string,
	place: string,
	example: string,
	description: string,
): GuestField {
	const placeholder = `e.g. ${example}`;
	const property = { displayName, name, placeholder, description, default: '' };
	return { property: { ...property, type: 'string' }, place, kind: 'text' };
}

function flag(displayName: string, name: string, preference: string, what: string): GuestField {
	const description = `Whether Zenoti may send the guest ${what}`;
	const property = { displayName, name, description, default: false };
	return {
		property: { ...property, type: 'boolean' },
		place: `preferences.${preference}`,
		kind: 'flag',
	};
}
