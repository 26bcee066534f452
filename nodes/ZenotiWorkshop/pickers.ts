import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { type Form, type Picker, labelWith, listSearchOf } from '../shared/editor';
import { SEARCH } from './guest/findGuest';
import { digitsIn, guidOf } from './guest/identity';
import { valueAt } from './simplified';
import { CENTERS, zenoti } from './zenoti';

const searchCenters = listSearchOf(zenoti, {
	attempt: 'list the centers',
	// https://docs.zenoti.com/reference/list-all-centers
	list: () => ({ path: CENTERS }),
	entry(center) {
		const { id, code, name, display_name: shown } = center;
		const details = [code, valueAt(center, 'address_info.city')];
		return id ? { name: labelWith(shown || name, ...details), value: String(id) } : undefined;
	},
});

/** A list of guests in the center of the form, or in the whole organization while none is chosen. */
function guestsBy(queryOf: (typed: string | undefined) => IDataObject) {
	const picker: Picker = {
		attempt: 'list the guests',
		labels: { centerId: 'Center' },
		// https://docs.zenoti.com/reference/search-for-a-guest
		list: (form, typed) => ({ path: SEARCH, query: { ...queryOf(typed), ...centerIn(form) } }),
		entry(guest) {
			const of = (part: string) => valueAt(guest, `personal_info.${part}`);
			const name = [of('first_name'), of('last_name')].filter(Boolean).join(' ');
			const reachedAt = of('email') || of('mobile_phone.number');
			const value = guidOf(guest);
			return value ? { name: labelWith(name, reachedAt, guest.center_name), value } : undefined;
		},
		searchesMore: true,
	};
	return listSearchOf(zenoti, picker);
}

// An expression has no value while the form is filled in.
function centerIn(form: Form): IDataObject {
	const text = form.text('centerId');
	return text === undefined || text.startsWith('=') ? {} : { center_id: form.guid('centerId') };
}

const byContactOrNames = guestsBy((typed = '') => {
	if (typed.includes('@')) return { email: typed };
	if (/^[+\d\s().\-/]+$/.test(typed)) return { phone: digitsIn(typed) };
	const [first, ...last] = typed.split(/\s+/).filter(Boolean);
	return first ? { first_name: first, last_name: last.join(' ') } : {};
});
const byFirstName = guestsBy((typed) => ({ first_name: typed }));
const byLastName = guestsBy((typed) => ({ last_name: typed }));

const OF_LAST_NAMES = 'last names ';

/** Guests by e-mail address, phone number or names; one word is looked for in first names, then in last names. */
async function searchGuests(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const typed = filter?.trim() ?? '';
	const isOneName = typed !== '' && !/[\s@\d]/.test(typed);
	if (!isOneName) return await byContactOrNames.call(this, typed, paginationToken);
	if (paginationToken?.startsWith(OF_LAST_NAMES)) {
		const token = paginationToken.slice(OF_LAST_NAMES.length);
		return ofLastNames(await byLastName.call(this, typed, token));
	}
	const found = await byFirstName.call(this, typed, paginationToken);
	if (found.paginationToken) return found;
	const others = ofLastNames(await byLastName.call(this, typed));
	const known = new Set(found.results.map(({ value }) => value));
	const fresh = others.results.filter(({ value }) => !known.has(value));
	return { ...others, results: [...found.results, ...fresh] };
}

function ofLastNames({ results, paginationToken }: INodeListSearchResult): INodeListSearchResult {
	return paginationToken
		? { results, paginationToken: OF_LAST_NAMES + String(paginationToken) }
		: { results };
}

/** What the editor loads while somebody fills in the form. */
export const methods = { listSearch: { searchCenters, searchGuests } };
