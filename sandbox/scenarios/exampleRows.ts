/** The ids that the main example uses at all three providers. */
export const exampleIds = {
	centerId: '88888888-8888-4888-8888-888888888888',
	workshopId: 11900,
	trackId: 1201,
	fullWorkshopId: 11950,
	fullTrackId: 1251,
	communityId: 55,
	knolyxEventId: 7719,
	workgroupId: 808,
	workgroupWithoutAccessId: 809,
	swoogoEventId: 700,
} as const;

/** One row of the sheet of people, as a spreadsheet gives it. */
export interface ExampleRow {
	firstName: string;
	lastName: string;
	email: string;
	company: string;
	/** Zenoti. */
	workshopId: number;
	trackId: number;
	/** Knolyx. */
	eventId: number;
	workgroupId: number;
	/** Swoogo: the registrant id of the company's primary. */
	groupId: number;
}

/** The companies; each has one coordinator at Swoogo who is the primary of its group. */
export const exampleCompanies = [
	{ name: 'Northwind Studio', coordinator: ['Petra', 'Lindqvist'], groupId: 5001 },
	{ name: 'Harbor Wellness', coordinator: ['Marcus', 'Adeyemi'], groupId: 5002 },
	{ name: 'Cedar & Pine', coordinator: ['Yuki', 'Tanabe'], groupId: 5003 },
	{ name: 'Atlas Movement', coordinator: ['Sofia', 'Brandt'], groupId: 5004 },
] as const;

/** The people who make the example interesting, by e-mail. */
export const exampleSpecialPeople = {
	/** Registered at Zenoti, attending at Knolyx and in the group at Swoogo before anything runs. */
	alreadyRegistered: 'grace.okafor@example.com',
	/** Known at neither Zenoti nor Swoogo. */
	unknown: 'walk.in@example.com',
	/** Wants the workshop that is full. */
	wantsFullWorkshop: 'tomas.rivera@example.com',
	/** Not an e-mail; known nowhere. */
	badEmail: 'not-an-email',
	/** In a workgroup that does not open the Knolyx community. */
	withoutCommunityAccess: 'noor.haddad@example.com',
	/** Have a second row, with other letter case or spaces. */
	duplicated: ['ada.moreau@example.com', 'ben.castillo@example.com'],
} as const;

const people: Array<[firstName: string, lastName: string, email?: string]> = [
	['Ada', 'Moreau'],
	['Ben', 'Castillo'],
	['Grace', 'Okafor'],
	['Chloe', 'Novak'],
	['Daniel', 'Ferreira'],
	['Elif', 'Yilmaz'],
	['Femi', 'Balogun'],
	['Greta', 'Hansen'],
	['Hugo', 'Marchetti'],
	['Ines', 'Duarte'],
	['Jonas', 'Keller'],
	['Tomas', 'Rivera'],
	['Kira', 'Petrova'],
	['Liam', "O'Connor", 'liam.oconnor@example.com'],
	['Mei', 'Zhang'],
	['Noor', 'Haddad'],
	['Omar', 'Farouk'],
	['Priya', 'Nair'],
	['Walk', 'In'],
	['Quentin', 'Dubois'],
	['Rosa', 'Jiménez', 'rosa.jimenez+workshop@example.com'],
	['Sven', 'Eriksson'],
	['Terry', 'Blank', 'not-an-email'],
	['Uma', 'Krishnan'],
	['Viktor', 'Horvat'],
	['Wendy', 'Sato'],
	['Xavier', 'Blanc'],
	['Zoe', 'Papadakis'],
];

/** The sheet of the main example: 30 rows, 28 different people. Rows 11 and 22 are the duplicates. */
export const exampleRows: ExampleRow[] = withDuplicates(people.map(rowOf));

function rowOf([firstName, lastName, email]: (typeof people)[number], index: number): ExampleRow {
	const company = exampleCompanies[index % exampleCompanies.length];
	const address = email ?? `${firstName}.${lastName}@example.com`.toLowerCase();
	const wantsFull = address === exampleSpecialPeople.wantsFullWorkshop;
	const hasNoAccess = address === exampleSpecialPeople.withoutCommunityAccess;
	return {
		firstName,
		lastName,
		email: address,
		company: company.name,
		workshopId: wantsFull ? exampleIds.fullWorkshopId : exampleIds.workshopId,
		trackId: wantsFull ? exampleIds.fullTrackId : exampleIds.trackId,
		eventId: exampleIds.knolyxEventId,
		workgroupId: hasNoAccess ? exampleIds.workgroupWithoutAccessId : exampleIds.workgroupId,
		groupId: company.groupId,
	};
}

function withDuplicates(rows: ExampleRow[]): ExampleRow[] {
	const [ada, ben] = rows;
	return [
		...rows.slice(0, 10),
		{ ...ada, email: 'Ada.Moreau@Example.com' },
		...rows.slice(10, 20),
		{ ...ben, email: '  ben.castillo@example.com ' },
		...rows.slice(20),
	];
}

/** The example's people whom Zenoti and Swoogo know, once each. */
export function exampleKnownPeople(): ExampleRow[] {
	const strangers: string[] = [exampleSpecialPeople.unknown, exampleSpecialPeople.badEmail];
	return people.map(rowOf).filter(({ email }) => !strangers.includes(email));
}
