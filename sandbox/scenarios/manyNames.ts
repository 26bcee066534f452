import { DateTime } from 'luxon';

const sharedNames = [
	...['Open Studio', 'Breathwork Day', 'Sound Bath', 'Winter Retreat', 'Sample Summit'],
	...['Downtown', 'Harbor', 'Beginners', 'Members Evening', 'Café Müller & Söhne'],
];
const cities = [
	...['Lyon', 'Porto', 'Austin', 'Osaka', 'Bergen', 'Lima', 'Perth', 'Turin', 'Quebec', 'Accra'],
];
const firstNames = [
	'Ada',
	'Ben',
	'Chloe',
	'Daniel',
	'Elif',
	'Femi',
	'Greta',
	'Hugo',
	'Ines',
	'Zoë',
];
const lastNames = ['Moreau', 'Castillo', 'Novak', "O'Connor", 'Jiménez', 'Keller', 'van den Berg'];
const startTimes = ['09:00:00', '13:30:00', '18:00:00'];

/** One of many records: what it is called, and where and when it is. */
export interface NthRecord {
	/** Every fifth has one of ten names that others have as well; the others are `<kind> 007`. */
	name: string;
	/** Never that of the next record with the same name. */
	city: string;
	/** `YYYY-MM-DD`, a day later with every record. */
	date: string;
	/** `HH:mm:ss` */
	startTime: string;
	/** Two hours later. */
	endTime: string;
}

/** @param index from 0 */
export function nthRecord(index: number, kind: string): NthRecord {
	const isShared = index % 5 === 0;
	const name = sharedNames[(index / 5) % sharedNames.length];
	const start = DateTime.fromISO(`2031-01-01T${startTimes[index % startTimes.length]}`, {
		zone: 'utc',
	}).plus({ days: index });
	return {
		name: isShared ? name : `${kind} ${String(index + 1).padStart(3, '0')}`,
		city: cities[Math.floor(index / 50 + index) % cities.length],
		date: start.toFormat('yyyy-MM-dd'),
		startTime: start.toFormat('HH:mm:ss'),
		endTime: start.plus({ hours: 2 }).toFormat('HH:mm:ss'),
	};
}

/** The nth of many people; names come back after 70, e-mails never. */
export function nthPerson(index: number): { firstName: string; lastName: string; email: string } {
	const firstName = firstNames[index % firstNames.length];
	const lastName = lastNames[Math.floor(index / firstNames.length) % lastNames.length];
	return { firstName, lastName, email: `person.${index + 1}@example.com` };
}

/** `YYYY-MM-DD HH:mm:ss` of the nth change: three changes in every second. */
export function nthMoment(index: number): string {
	return DateTime.fromISO('2030-06-01T08:00:00', { zone: 'utc' })
		.plus({ seconds: Math.floor(index / 3) })
		.toFormat('yyyy-MM-dd HH:mm:ss');
}

/** Calls `make` with 0, 1, 2 … and collects the ids it returns. */
export function times<Id>(count: number, make: (index: number) => Id): Id[] {
	return Array.from({ length: count }, (_, index) => make(index));
}
