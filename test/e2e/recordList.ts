import type { Locator } from 'playwright-core';

/** A field whose mode is "From List", in an open form. */
export interface RecordList {
	field: Locator;
	/** The entries that are loaded, while the list is open. */
	entries: Locator;
	/** What the list says instead of entries. */
	trouble: Locator;
	open: () => Promise<void>;
	/** Types into the search of the open list, in place of what was typed before. */
	search: (words: string) => Promise<void>;
	/** Scrolls the open list until this entry is there. */
	scrollTo: (name: string) => Promise<Locator>;
	choose: (name: string) => Promise<void>;
	/** What the field shows. */
	chosen: () => Promise<string>;
}

const longestScrollMilliseconds = 20_000;

/** The list of the field with this internal name. */
export function listIn(form: Locator, parameterName: string): RecordList {
	const page = form.page();
	const field = form.getByTestId(`resource-locator-${parameterName}`);
	const input = field.getByTestId('rlc-input');
	const entries = page.getByTestId('rlc-item').locator('visible=true');
	const named = (name: string) => entries.filter({ has: page.getByText(name, { exact: true }) });
	return {
		field,
		entries,
		trouble: page.getByTestId('rlc-error-container').locator('visible=true'),
		open: async () => await input.click(),
		search: async (words) => {
			await page.getByTestId('rlc-search').locator('visible=true').fill(words);
		},
		scrollTo: async (name) => {
			await entries.first().waitFor();
			const deadline = Date.now() + longestScrollMilliseconds;
			while ((await named(name).count()) === 0 && Date.now() < deadline) {
				await entries.last().scrollIntoViewIfNeeded();
			}
			await named(name).scrollIntoViewIfNeeded();
			return named(name);
		},
		choose: async (name) => await named(name).click(),
		chosen: async () => await input.inputValue(),
	};
}
