/** How many registrants the list of the bare provider has. */
export const listLength = 100_000;

/** A registrant as Swoogo answers it when the simplified fields are asked for. */
export function registrantNumber(id: number) {
	return {
		id,
		group_id: id,
		contact_id: 200_000 + id,
		email: `person.${id}@example.com`,
		first_name: 'Ada',
		last_name: `Moreau ${id}`,
		company: 'Northwind Studio',
		registration_status: 'confirmed',
		registered_at: '2031-01-05 09:00:00',
		checked_in_at: null,
	};
}
