import type { FastifyInstance, FastifyRequest } from 'fastify';

/**
 * Parses JSON, form and multipart bodies. Bracketed form names become lists and objects. A body that
 * cannot be parsed becomes undefined instead of an error, so that it still reaches the diary and the
 * handler answers in the provider's words.
 */
export function installBodyParser(
	app: FastifyInstance,
	keepRawBody: (request: FastifyRequest, rawBody: string) => void,
): void {
	app.removeAllContentTypeParsers();
	app.addContentTypeParser(
		'*',
		{ parseAs: 'buffer' },
		async (request: FastifyRequest, raw: Buffer) => {
			keepRawBody(request, raw.toString('utf8'));
			return await parseBody(request.headers['content-type'] ?? '', raw);
		},
	);
}

async function parseBody(contentType: string, raw: Buffer): Promise<unknown> {
	try {
		if (/json/i.test(contentType)) return JSON.parse(raw.toString('utf8')) as unknown;
		if (!/form/i.test(contentType)) return undefined;
		const form = await new Response(new Uint8Array(raw), {
			headers: { 'content-type': contentType },
		}).formData();
		return expandBracketedNames([...form.entries()].map(([name, value]) => [name, String(value)]));
	} catch {
		return undefined;
	}
}

type FormValue = string | FormRecord;
interface FormRecord {
	[name: string]: FormValue;
}

/** `a[0]=x`, `a[]=x` and `a[key]=x` become lists and objects, as PHP servers read them. */
function expandBracketedNames(pairs: Array<[string, string]>): unknown {
	const root: FormRecord = {};
	for (const [name, value] of pairs) {
		const keys = name
			.split(/\[|\]\[|\]/)
			.filter((key, index, all) => key || index < all.length - 1);
		let record = root;
		for (const key of keys.slice(0, -1)) {
			const child = record[key];
			record = typeof child === 'object' ? child : (record[key] = {});
		}
		const lastKey = keys[keys.length - 1] ?? name;
		record[lastKey || String(Object.keys(record).length)] = value;
	}
	return Object.fromEntries(Object.entries(root).map(([key, value]) => [key, listsOf(value)]));
}

function listsOf(value: FormValue): unknown {
	if (typeof value === 'string') return value;
	const entries = Object.entries(value).map(([key, child]) => [key, listsOf(child)] as const);
	return entries.every(([key], index) => key === String(index))
		? entries.map(([, child]) => child)
		: Object.fromEntries(entries);
}
