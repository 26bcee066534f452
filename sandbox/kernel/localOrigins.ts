/**
 * Where an address on the internet is reached on this computer, as a name server and a proxy that ends https would see
 * to it: by origin, e.g. `{ 'https://n8n.example.test': 'http://127.0.0.1:5678' }`. Others are left as they are.
 */
export type LocalOrigins = Record<string, string>;

/** The address to send to for `url`. */
export function reachedAt(url: string, localOrigins: LocalOrigins): string {
	const { origin } = new URL(url);
	const local = localOrigins[origin];
	return local === undefined ? url : local + url.slice(origin.length);
}
