import type { FastifyInstance } from 'fastify';

import type { HandlerContext } from '../kernel/providerSandbox';
import { guidFromPath, pageOf, zenotiRefusal } from './answers';
import type { ZenotiCenter, ZenotiState } from './state';

/**
 * Centers and countries.
 * @see https://docs.zenoti.com/reference/list-all-centers
 * @see https://docs.zenoti.com/reference/retrieve-a-center
 * @see https://docs.zenoti.com/reference/retrieve-the-list-of-all-countries
 */
export function installCenterRoutes(
	app: FastifyInstance,
	{ state }: HandlerContext<ZenotiState>,
): void {
	app.get('/centers', async (request) => {
		const { rows, pageInfo } = pageOf(request, [...state.centers.values()]);
		return { centers: rows.map(listedCenter), page_info: pageInfo, error: null };
	});
	app.get('/centers/:centerId', async (request) => {
		const center = state.centers.get(guidFromPath(request, 'centerId'));
		if (!center) throw zenotiRefusal(502, 'Invalid center_id.');
		const { id, code, name } = center;
		return { center: { id, code, name, phone: '', time_zone_id: 15, email: '' }, error: null };
	});
	// inferred: the answer around the documented ids and dial codes.
	app.get('/countries', async () => ({
		countries: [...state.countries.values()].map(({ id, code, name, phoneCode }) => ({
			id,
			code,
			name,
			phone_code: phoneCode,
		})),
		error: null,
	}));
}

function listedCenter({ id, code, name, timeZoneName, city }: ZenotiCenter): unknown {
	return {
		id,
		code,
		name,
		display_name: name,
		country: { id: 225, code: 'US', name: 'United States', phone_code: 1 },
		address_info: { address_1: '', address_2: '', city: city ?? '', zip_code: '' },
		location: { time_zone: { id: 15, name: timeZoneName, standard_name: timeZoneName } },
	};
}
