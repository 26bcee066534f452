import { People, toRegistrant } from '../../../nodes/SwoogoRegistrant/registrant/people';

const ada = { id: 5101, event_id: 700, group_id: 5101, email: 'ada@example.com' };

const idsOf = (people: ReturnType<People['withEmail']>) => people.map(({ id }) => id);

test('somebody who was given another e-mail address is found by the new one only', () => {
	const people = new People();
	people.note(toRegistrant(ada));
	people.note(toRegistrant({ ...ada, email: 'ada.new@example.com' }));
	expect(people.withEmail('ada@example.com')).toEqual([]);
	expect(idsOf(people.withEmail(' ADA.new@example.com'))).toEqual(['5101']);
});

test('somebody who moved to another group is found in the new one only', () => {
	const people = new People();
	people.note(toRegistrant(ada));
	people.note(toRegistrant({ ...ada, group_id: 5001 }));
	expect(people.inGroup('5101')).toEqual([]);
	expect(idsOf(people.inGroup('5001'))).toEqual(['5101']);
});

test('somebody in doubt counts as unknown until they are noted again', () => {
	const people = new People();
	people.note(toRegistrant(ada));
	people.doubt('5101');
	people.doubt('Ada@example.com');
	expect(people.withId('5101')).toBeUndefined();
	expect(people.isInDoubt('ada@example.com')).toBe(true);
	people.note(toRegistrant(ada));
	expect(people.withId('5101')?.email).toBe('ada@example.com');
	expect(people.isInDoubt('ada@example.com')).toBe(false);
});
