import type { IDataObject, IHttpRequestMethods, IHttpRequestOptions } from 'n8n-workflow';

/** One request to a provider. */
export interface ProviderRequest {
	method: IHttpRequestMethods;
	/** Below the base URL, every value in it percent-encoded: use {@link path}. */
	path: string;
	query?: IDataObject;
	/** Sent as JSON; text is JSON already. */
	body?: IDataObject | IDataObject[] | string;
	/** Sent form-urlencoded. */
	form?: Record<string, string>;
	/** Sent as multipart/form-data; the names are ours, without quotes in them. */
	multipart?: Record<string, string>;
	/** What it costs. */
	kind?: 'record' | 'list';
	/** Whether sending it twice does no harm; reads always are. The reason stands where it is set. */
	repeatable?: boolean;
	/** True for a request that asks the provider to check only, although its method is that of a write. */
	writesNothing?: boolean;
	/** Whether the provider documents that a success answers with a record; then one without it is no answer. */
	expectsRecord?: boolean;
	timeoutSeconds: number;
	/** Gives the request up as long as the provider has not taken it. */
	abandon?: AbortSignal;
}

/** An answer as it came over the wire; header names are lower case. */
export interface RawAnswer {
	statusCode: number;
	headers: IDataObject;
	body: unknown;
}

/** Fills values into a path, each percent-encoded. Ids and e-mails are checked before: no value is `.` or `..`. */
export function path(parts: TemplateStringsArray, ...values: string[]): string {
	return parts.reduce((text, part, i) => text + encodeURIComponent(values[i - 1] ?? '') + part);
}

/** Whether a request may change something at the provider. */
export function mayWrite({
	method,
	writesNothing,
}: Pick<ProviderRequest, 'method' | 'writesNothing'>): boolean {
	return method !== 'GET' && !writesNothing;
}

/** Whether the same request may be sent again without knowing what became of the first. */
export function isRepeatable(request: ProviderRequest): boolean {
	return !mayWrite(request) || request.repeatable === true;
}

/** The one way in which every request is sent. `hostRenews`: an old host must see the status to renew the token. */
export function optionsOf(
	baseUrl: string,
	request: ProviderRequest,
	hostRenews: boolean,
): IHttpRequestOptions {
	const headers: IDataObject = { Accept: 'application/json' };
	let body: string | undefined;
	if (request.body !== undefined) {
		headers['Content-Type'] = 'application/json';
		body = typeof request.body === 'string' ? request.body : JSON.stringify(request.body);
	} else if (request.form) {
		headers['Content-Type'] = 'application/x-www-form-urlencoded';
		body = new URLSearchParams(request.form).toString();
	} else if (request.multipart) {
		const boundary = crypto.randomUUID();
		headers['Content-Type'] = `multipart/form-data; boundary=${boundary}`;
		body = multipartOf(request.multipart, boundary);
	}
	return {
		method: request.method,
		url: baseUrl + request.path,
		...(request.query ? { qs: request.query } : {}),
		...(body ? { body } : {}),
		headers,
		// As text, so that a cut or foreign answer is told from data, and long ids keep every digit.
		encoding: 'text',
		timeout: request.timeoutSeconds * 1000,
		returnFullResponse: true,
		ignoreHttpStatusErrors: !hostRenews,
		// A redirect would carry the key to another host.
		disableFollowRedirect: true,
	};
}

// As text, because n8n takes Node's own FormData for an empty body and drops it.
function multipartOf(fields: Record<string, string>, boundary: string): string {
	const parts = Object.entries(fields).map(
		([name, value]) =>
			`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
	);
	return `${parts.join('')}--${boundary}--\r\n`;
}
