import type { IDataObject, IHttpRequestMethods, IHttpRequestOptions } from 'n8n-workflow';

/** One request to a provider. */
export interface ProviderRequest {
	method: IHttpRequestMethods;
	/** Below the base URL, every value in it percent-encoded: use {@link path}. */
	path: string;
	query?: IDataObject;
	/** Sent as JSON. */
	body?: IDataObject | IDataObject[];
	/** Sent form-urlencoded. */
	form?: Record<string, string>;
	/** What it costs. */
	kind?: 'record' | 'list';
	/** Whether sending it twice does no harm; reads always are. The reason stands where it is set. */
	repeatable?: boolean;
	/** Whether the provider documents what a success answers with; then an empty one is no answer. Reads always do. */
	expectsBody?: boolean;
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

/** Whether the same request may be sent again without knowing what became of the first. */
export function isRepeatable(request: ProviderRequest): boolean {
	return request.method === 'GET' || request.repeatable === true;
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
		body = JSON.stringify(request.body);
	} else if (request.form) {
		headers['Content-Type'] = 'application/x-www-form-urlencoded';
		body = new URLSearchParams(request.form).toString();
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
