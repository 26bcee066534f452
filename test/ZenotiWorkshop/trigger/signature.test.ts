import { createHmac } from 'node:crypto';

import { booking, deliver, openZenotiTriggers, secret, signatureOf } from './zenotiTrigger';

const { openTrigger } = openZenotiTriggers();

const plainSignature = (body: string) =>
	`sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

test.each([
	['dashed and in capitals, with a space before the sign', signatureOf],
	['plain and in small letters', plainSignature],
	['plain and in capitals', (body: string) => plainSignature(body).toUpperCase()],
	['nothing but the digits', (body: string) => plainSignature(body).slice('sha256='.length)],
])('starts the workflow for a signature that is %s', async (_spelling, sign) => {
	const host = await openTrigger();
	const body = JSON.stringify(booking());
	const status = await deliver(host.localUrl(), body, { signature: sign(body) });

	expect(status).toBe(200);
	expect(host.started).toMatchObject([{ verified: true }]);
});

const body = JSON.stringify(booking());
const right = signatureOf(body);
test.each<[string, string | undefined]>([
	['missing', undefined],
	['empty', ''],
	['without a value', 'sha256 ='],
	['of another body', signatureOf(JSON.stringify(booking({ registration_id: 120002 })))],
	['made with another secret', signatureOf(body, 'secret-of-somebody-else')],
	['made with no secret', createHmac('sha256', '').update(body).digest('hex')],
	['cut by one byte', right.slice(0, -3)],
	['cut to half', right.slice(0, right.length / 2)],
	['longer by one byte', `${right}-00`],
	['of another kind', right.replace('sha256', 'sha1')],
	['followed by something else', `${right}, sha256 =00`],
])('answers 401 and starts nothing for a signature that is %s', async (_fault, signature) => {
	const host = await openTrigger();
	const status = await deliver(host.localUrl(), body, { signature });

	expect(status).toBe(401);
	expect(host.executions).toEqual([]);
	expect(host.stored).toEqual({});
});

test('answers 401 for every single byte that differs in the signature or in the body', async () => {
	const host = await openTrigger();
	const bytes = right.replace(/^sha256 =/, '').split('-');
	const changed = bytes.map((byte, index) =>
		bytes.with(index, byte === '00' ? '01' : '00').join('-'),
	);
	const statuses = await Promise.all([
		...changed.map((each) => deliver(host.localUrl(), body, { signature: `sha256 =${each}` })),
		deliver(host.localUrl(), `${body} `, { signature: right }),
		deliver(host.localUrl(), body.replace('120001', '120002'), { signature: right }),
	]);

	expect(new Set(statuses)).toEqual(new Set([401]));
	expect(host.executions).toEqual([]);
});

test('takes the secrets of several webhooks, separated by commas', async () => {
	const host = await openTrigger({}, { webhookSecret: `${secret}, second-secret` });
	const send = async (key: string) => {
		const content = JSON.stringify(booking());
		return await deliver(host.localUrl(), content, { signature: signatureOf(content, key) });
	};
	const statuses = [await send(secret), await send('second-secret'), await send('third-secret')];

	expect(statuses).toEqual([200, 200, 401]);
	expect(host.started).toHaveLength(2);
});

test('takes a single secret that holds a comma', async () => {
	const host = await openTrigger({}, { webhookSecret: 'one,secret' });
	const content = JSON.stringify(booking());
	const signature = signatureOf(content, 'one,secret');

	expect(await deliver(host.localUrl(), content, { signature })).toBe(200);
});

test.each([
	['without a credential', null],
	['with a credential without a webhook secret', { webhookSecret: '' }],
])('%s it takes every delivery and says that it is not verified', async (_case, credential) => {
	const host = await openTrigger({}, credential);
	const status = await deliver(host.localUrl(), booking(), { signature: undefined });

	expect(status).toBe(200);
	expect(host.started).toMatchObject([{ verified: false }]);
});

test('answers the empty, unsigned test of the settings with 200 and starts nothing', async () => {
	const host = await openTrigger();
	const statuses = [
		await deliver(host.localUrl(), '', { signature: undefined }),
		await deliver(host.localUrl(), '{}', { signature: undefined }),
	];

	expect(statuses).toEqual([200, 200]);
	expect(host.executions).toEqual([]);
});

test('the secret and the signature are not in the output', async () => {
	const host = await openTrigger();
	const content = JSON.stringify(booking());
	await deliver(host.localUrl(), content);

	const output = JSON.stringify(host.started);
	expect(output).toContain('120001');
	expect(output).not.toContain(secret);
	expect(output).not.toContain(signatureOf(content).slice(10, 40));
});
