import { returnAllAndLimit, simplify } from '../../shared/fields';
import type { Operation } from '../../shared/operation';
import { type Chosen, simplified } from '../simplified';
import { CENTERS } from '../zenoti';

const SIMPLIFIED: Chosen = {
	id: 'id',
	code: 'code',
	name: 'name',
	display_name: 'display_name',
	address_1: 'address_info.address_1',
	city: 'address_info.city',
	zip_code: 'address_info.zip_code',
	email: 'contact_info.email',
	phone: 'contact_info.phone_1.display_number',
	time_zone: 'location.time_zone.standard_name',
};

export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many centers',
	description: 'Retrieve a list of centers of the organization',
	attempt: 'list the centers',
	fields: [...returnAllAndLimit, simplify],
	// https://docs.zenoti.com/reference/list-all-centers
	run: async (item) => simplified(item, await item.list({ path: CENTERS }), SIMPLIFIED),
};
