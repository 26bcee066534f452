import fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox';
import { loadPackage } from '../support/builtPackage';
import { runNode } from '../support/engine';
import { credentialsFor, providerOf, writes, type WriteUnderTest } from './writes';

let sandbox: Sandbox;
beforeAll(async () => (sandbox = await startSandbox({ scenario: 'example' })));
afterAll(async () => await sandbox.close());

/** Every path that an operation may ask for; ids are digits or GUIDs, an e-mail is one encoded segment. */
const PATHS = {
	zenotiWorkshop:
		/^\/v1\/(workshops\/\d+\/registrations(\/\d+\/(cancel|sign_in|undo_sign_in))?|guests(\/search|\/[0-9a-f-]{36}(\/registrations)?)?)$/,
	knolyxCommunity:
		/^\/public\/api\/v1\/(user\/provision|key|business-rule\/course\/\d+|workgroup\/\d+\/member\/(?!\.{1,2}\/)[^/]+\/|community\/\d+\/event\/\d+(\/attendees\/paged|\/attend\/\d+)?)$/,
	swoogoRegistrant:
		/^\/api\/v1\/(oauth2\/token|registrants(\/create|\/checkin|\/update\/\d+|\/\d+(\/groups?(\/\d+)?|\/session\/\d+|\/trigger-email\/[a-z_]+)?)?)$/,
};

const nasty = fc.oneof(
	fc.constantFrom<unknown>(
		...['', ' ', '.', '..', '../..', '%2F', '%2e%2e', '/', '\\', '?a=b', '#x', '@evil.example'],
		...['1/2', '1?x', '1;2', '-1', '0', '1.5', '1e3', '٣', '１２', '0x10', 'NaN', 'null'],
		...[
			'a@b',
			'.@.',
			'..@..',
			'a b@c.d',
			'a@b@c',
			'<script>alert(1)</script>@example.com',
			'😀@example.com',
		],
		...['\u0000', 'a\r\nHost: evil.example', '\ud800', '\u202eabc', '=1+1', '{{ 1 }}', '__proto__'],
		...[NaN, Infinity, -0, 2 ** 60, true, false, null, undefined, [], [1], {}, { a: 1 }],
		...[{ __proto__: { x: 1 } }, { constructor: 1 }, { toString: 1 }, { value: 1 }, new Date(NaN)],
		'x'.repeat(1_000_000),
		`${'x'.repeat(1_000_000)}@example.com`,
	),
	fc.string({ unit: 'binary', maxLength: 40 }),
	fc.anything({ maxDepth: 1, withBigInt: false }),
	fc.emailAddress(),
	fc.integer(),
);

const SAMPLES = 120;

async function requiredFields({ node, parameters }: WriteUnderTest): Promise<string[]> {
	const { nodeTypes } = await loadPackage();
	const type = nodeTypes.getByNameAndVersion(`n8n-nodes-event-registration.${node}`);
	return type.description.properties
		.filter(
			({ name, displayOptions, required }) =>
				required &&
				name in parameters &&
				displayOptions?.show?.resource?.includes(parameters.resource as string) &&
				displayOptions.show.operation?.includes(parameters.operation as string),
		)
		.map(({ name }) => name);
}

test.each(writes)(
	'$name takes any value of any field without a crash or a stray request',
	async (write) => {
		const provider = providerOf(sandbox, write.node);
		for (const field of await requiredFields(write)) {
			provider.reset('example');
			provider.budget.limit = 1_000_000;
			const [row] = write.arrange(sandbox);
			const values = fc.sample(nasty, { numRuns: SAMPLES, seed: field.length });
			const good = write.parameters[field];
			const value = '={{ $json.value }}';
			const isLocator = typeof good === 'object' && good !== null;
			const run = await runNode({
				node: {
					type: `n8n-nodes-event-registration.${write.node}`,
					onError: 'continueErrorOutput',
					parameters: {
						...write.parameters,
						[field]: isLocator ? { ...(good as INodeParameters), value } : value,
					},
				},
				items: values.map((each) => ({ ...row, value: each as string })),
				credentials: credentialsFor(sandbox, write.node),
			});
			const ended = [...run.success, ...run.failed].map(
				({ pairedItem }) => (pairedItem as { item: number }).item,
			);
			expect(run.status).toBe('success');
			expect(ended.sort((a, b) => a - b)).toEqual([...values.keys()]);
			for (const { json } of run.failed) {
				const { error, details } = json as { error: string; details: { reason: string } };
				expect(error).toMatch(/^Could not .+\. .+ \[item \d+\]$/);
				expect(error.length).toBeLessThan(1500);
				expect(error).not.toMatch(/\[object|<\w/);
				if (details.reason === 'invalidInput')
					expect(error).toMatch(/'[A-Z][^']*' |already in group|group/);
			}
			for (const { path, headers } of provider.diary) {
				expect(path).toMatch(PATHS[write.node]);
				expect(`http://${headers.host}`).toBe(provider.url);
			}
		}
	},
	120_000,
);
