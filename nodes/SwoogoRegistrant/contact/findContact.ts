import type { IDataObject } from 'n8n-workflow';

import { Failure } from '../../shared/failure';
import type { Item } from '../../shared/item';
import { foldEmail } from '../registrant/people';
import { searchFor } from '../searching';

/**
 * The id of the contact whom a row means, by id or by e-mail.
 * @throws Failure `notFound` when no contact has this e-mail, `ambiguous` when several do
 */
export async function contactIdOf(item: Item): Promise<string> {
	if (item.located('contactId').mode !== 'email') return item.integerId('contactId');
	const email = item.email('contactId');
	const found = await item.once(
		`contacts with ${foldEmail(email)}`,
		async () => await withEmail(item, email),
	);
	return theOne(found, email);
}

/** Swoogo ignores a filter it does not understand without a word, so every match is checked. */
async function withEmail(item: Item, email: string): Promise<IDataObject[]> {
	const value = foldEmail(email);
	const holds = (contact: IDataObject) => foldEmail(String(contact.email ?? '')) === value;
	const { search } = searchFor([{ field: 'email', operator: '=', value, holds }]);
	const query = { fields: 'id,email,first_name,last_name,company', ...(search ? { search } : {}) };
	const found: IDataObject[] = [];
	// https://swoogo.readme.io/docs/searching
	for await (const page of item.pages({ path: '/contacts', query, byKey: !search })) {
		found.push(...page.filter(holds));
	}
	return found;
}

function theOne([first, ...others]: IDataObject[], email: string): string {
	if (!first) {
		throw new Failure(
			'notFound',
			`No contact has the e-mail address ${email}`,
			"Check 'Contact': it is absent, or not accessible to this credential.",
		);
	}
	if (others.length === 0) return String(first.id);
	throw new Failure(
		'ambiguous',
		`Several contacts have the e-mail address ${email}: ${[first, ...others].map(named).join(', ')}`,
		"Choose one and give their ID in 'Contact'.",
	);
}

function named({ id, first_name: first, last_name: last, company }: IDataObject): string {
	const name = [first, last].filter(Boolean).join(' ');
	const words = [name, company].filter(Boolean).join(', ');
	return words ? `${String(id)} (${words})` : String(id);
}
