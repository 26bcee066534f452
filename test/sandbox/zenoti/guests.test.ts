import { addZenotiRegistration, zenotiGuest, zenotiWorkshop } from '../../../sandbox';
import { useSandbox } from '../asking';

const center = '88888888-8888-4888-8888-000000000001';
const otherCenter = '88888888-8888-4888-8888-000000000002';
const ada = '33333333-3333-4333-8333-000000000001';

const { sandbox, zenoti } = useSandbox();
const state = () => sandbox().zenoti.state;

interface Guests {
	guests: Array<{ id: string; personal_info: { email: string } }>;
	page_info?: { total: number };
	page_Info?: { total: number };
}

beforeEach(() => {
	for (const id of [center, otherCenter]) {
		state().centers.set(id, { id, code: id.slice(-2), name: 'Downtown', timeZoneName: 'UTC' });
	}
	const phone = { country_code: 225, number: '2025550123' };
	for (const [index, [name, centerId]] of [
		['Ada', center],
		['Adam', center],
		['Ben', otherCenter],
	].entries()) {
		const id = `33333333-3333-4333-8333-00000000000${index + 1}`;
		const email = `${name}@example.com`.toLowerCase();
		const guest = zenotiGuest({ id, centerId, firstName: name, lastName: 'Example', email, phone });
		state().guests.set(id, guest);
	}
});

describe('searching guests', () => {
	const emailsFound = async (query: string) => {
		const { body } = await zenoti<Guests>('GET', `/guests/search?${query}`);
		return body.guests.map(({ personal_info }) => personal_info.email);
	};

	test.each([
		['email=ada%40example.com', ['ada@example.com']],
		['first_name=ada', ['ada@example.com', 'adam@example.com']],
		['first_name=ada&last_name=nobody', []],
		['phone=2025550123&center_id=' + otherCenter, ['ben@example.com']],
		['first_name=ben&center_id=' + center, []],
		['first_name=ben&search_across_zone=true&center_id=' + center, ['ben@example.com']],
	])('%s finds %j', async (query, emails) => {
		expect(await emailsFound(query)).toEqual(emails);
	});

	test('without a center is refused where guests are not shared', async () => {
		state().searchGuestAcrossCenters = false;
		const reply = await zenoti('GET', '/guests/search?email=ada%40example.com');
		expect(reply).toMatchObject({ status: 400, body: { error: { code: 502 } } });
		expect(await emailsFound(`email=ada%40example.com&center_id=${center}`)).toHaveLength(1);
	});

	test('can ignore a filter and leave the totals out', async () => {
		state().unsearchableGuestFields = ['email'];
		state().searchPageInfo = 'omitted';
		const { body } = await zenoti<Guests>('GET', '/guests/search?email=ada%40example.com');
		expect(body.guests).toHaveLength(3);
		expect(body).not.toHaveProperty('page_info');
	});

	test('more than 100 a page is refused without the usual wrapper', async () => {
		const reply = await zenoti('GET', '/guests/search?size=101');
		expect(reply).toMatchObject({ status: 400, body: { code: 422 } });
	});
});

test('the guests of a center come with page_Info', async () => {
	const { body } = await zenoti<Guests>('GET', `/guests?center_id=${center}&size=1&page=2`);
	expect(body).toMatchObject({ guests: [{ code: 'G33333333' }], page_Info: { total: 2 } });
});

describe('a new guest', () => {
	const names = { first_name: 'Cleo', last_name: 'Example' };
	const create = async (personal: object, further: object = {}) =>
		await zenoti<Record<string, unknown>>('POST', '/guests', {
			center_id: center,
			personal_info: { ...names, ...personal },
			...further,
		});

	test('lacks what the organization demands: 481', async () => {
		state().mandatoryGuestFields = ['email', 'address_info.city'];
		const address = { address_info: { city: 'Lyon' } };
		expect(await create({ email: 'cleo@example.com' })).toMatchObject({
			status: 400,
			body: { error: { code: 481 } },
		});
		expect(await create({}, address)).toMatchObject({ body: { error: { code: 481 } } });
		expect(await create({ email: 'cleo@example.com' }, address)).toMatchObject({ status: 200 });
	});

	test('has an e-mail that exists: 442 only where the organization forbids it', async () => {
		expect(await create({ email: 'ADA@example.com' })).toMatchObject({ status: 200 });
		state().duplicateGuestEmails = 'refused';
		expect(await create({ email: 'Ada@example.com' })).toMatchObject({
			status: 400,
			body: { error: { code: 442 } },
		});
	});

	test.each([
		['phone number is too short', { mobile_phone: { country_code: 225, number: '12' } }, 482],
		['country is a dial code', { mobile_phone: { country_code: 33, number: '612345678' } }, 484],
	])('whose %s is refused', async (_, personal, code) => {
		state().unknownCountries = 'refused';
		expect(await create(personal)).toMatchObject({ status: 400, body: { error: { code } } });
	});

	test('at a center that does not exist is refused', async () => {
		const reply = await zenoti('POST', '/guests', { center_id: ada, personal_info: names });
		expect(reply).toMatchObject({ status: 400, body: { error: { code: 502 } } });
		expect(sandbox().zenoti.ledger).toEqual([]);
	});
});

test('an update replaces the guest as a whole', async () => {
	const whole = await zenoti<{ personal_info: object }>('GET', `/guests/${ada}?expand=tags`);
	await zenoti('PUT', `/guests/${ada}`, {
		...whole.body,
		guest_type: 2,
		address_info: { city: 'Lyon' },
		tags: ['vip'],
	});
	const all = '?expand=address_info&expand=tags';
	expect((await zenoti('GET', `/guests/${ada}${all}`)).body).toMatchObject({
		guest_type: 2,
		address_info: { city: 'Lyon' },
		tags: ['vip'],
		personal_info: { mobile_phone: { number: '2025550123' } },
	});
	const personal_info = { first_name: 'Ada', last_name: 'Changed' };
	await zenoti('PUT', `/guests/${ada}`, { center_id: center, personal_info });
	const { body } = await zenoti('GET', `/guests/${ada}${all}`);
	expect(body).toMatchObject({
		personal_info: { last_name: 'Changed', email: null, mobile_phone: null },
		address_info: null,
		tags: null,
	});
	expect(body).not.toHaveProperty('guest_type');
});

test("a guest's registrations carry the workshop's number and, when asked, what they point at", async () => {
	const workshop = zenotiWorkshop({ id: 11900, name: 'Breathwork Day', tracks: { 1201: 5 } });
	state().workshops.set(workshop.id, workshop);
	addZenotiRegistration(state(), {
		workshopId: 11900,
		trackId: 1201,
		guestId: ada,
		centerId: center,
	});
	const path = `/guests/${ada}/registrations`;
	const expanded = await zenoti('GET', `${path}?expand=sessions&expand=classes&expand=centers`);
	const sessionGuid = workshop.sessions[0]!.guid;
	expect(expanded.body).toMatchObject({
		registrations: [{ class_id: 11900, session_id: sessionGuid, status: 0 }],
		sessions: [{ guid: sessionGuid, name: 'Breathwork Day' }],
		classes: [{ id: 11900, name: 'Breathwork Day' }],
		centers: [{ id: center }],
	});
	expect((await zenoti('GET', path)).body).toMatchObject({ sessions: [], classes: [] });
});
