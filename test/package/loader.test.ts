import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
	NodeHelpers,
	type ICredentialType,
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyOptions,
	type INodeTypeDescription,
	type NodeParameterValue,
} from 'n8n-workflow';

import { loadPackage, repositoryDirectory, type LoadedPackage } from '../support/builtPackage';

interface Manifest {
	name: string;
	n8n: { nodes: string[]; credentials: string[] };
}

const manifest = JSON.parse(
	readFileSync(join(repositoryDirectory, 'package.json'), 'utf8'),
) as Manifest;

const className = (path: string) => basename(path).split('.')[0]!;
const typeName = (path: string) => className(path).replace(/^./, (first) => first.toLowerCase());

let loadedPackage: LoadedPackage;

beforeAll(async () => {
	loadedPackage = await loadPackage();
});

const descriptionOf = (path: string): INodeTypeDescription =>
	loadedPackage.nodeTypes.getByNameAndVersion(`${manifest.name}.${typeName(path)}`).description;

/** n8n rewrites `file:` icons to URLs below `icons/<package>/`. */
function expectIconsOnDisk({ iconUrl }: Pick<INodeTypeDescription, 'iconUrl'>) {
	expect(iconUrl).toEqual({ light: expect.any(String), dark: expect.any(String) });
	const { light, dark } = iconUrl as { light: string; dark: string };
	expect(light).not.toBe(dark);
	for (const url of [light, dark]) {
		const path = url.replace(`icons/${manifest.name}/`, '');
		expect([path, existsSync(join(loadedPackage.loader.directory, path))]).toEqual([path, true]);
	}
}

const choicesOf = (property: INodeProperties): NodeParameterValue[] => {
	if (property.type === 'boolean') return [true, false];
	if (property.type !== 'options') return [];
	return (property.options as INodePropertyOptions[]).map(({ value }) => value);
};

/** The description with its `resource` and `operation` set, and which parameters the editor then shows. */
function shownParameters(description: INodeTypeDescription, chosen: INodeParameters) {
	const node = { typeVersion: 1, parameters: chosen } as INode;
	const { properties } = description;
	const filled = NodeHelpers.getNodeParameters(properties, chosen, true, false, node, description);
	const shown = properties.filter((property) =>
		NodeHelpers.displayParameter(filled ?? {}, property, node, description),
	);
	return { filled: filled ?? {}, shown };
}

/** Every resource with every operation, and each of them with every choice of one more visible parameter. */
function* everyForm(description: INodeTypeDescription): Generator<INodeParameters> {
	const resources = description.properties.find(({ name }) => name === 'resource');
	for (const resource of resources ? choicesOf(resources) : [undefined]) {
		const ofResource: INodeParameters = resource === undefined ? {} : { resource };
		const { shown } = shownParameters(description, ofResource);
		const operations = shown.find(({ name }) => name === 'operation');
		for (const operation of operations ? choicesOf(operations) : [undefined]) {
			const form = operation === undefined ? ofResource : { ...ofResource, operation };
			yield form;
			for (const property of shownParameters(description, form).shown) {
				if (['resource', 'operation'].includes(property.name)) continue;
				for (const choice of choicesOf(property)) yield { ...form, [property.name]: choice };
			}
		}
	}
}

const twice = (names: string[]) => names.filter((name, index) => names.indexOf(name) !== index);

describe('n8n’s own loader', () => {
	it('finds exactly the nodes that package.json lists', () => {
		const names = manifest.n8n.nodes.map(typeName);
		expect(Object.keys(loadedPackage.loader.known.nodes).sort()).toEqual(names.sort());
	});

	it('finds exactly the credentials that package.json lists', () => {
		const names = manifest.n8n.credentials.map(typeName);
		expect(Object.keys(loadedPackage.loader.known.credentials).sort()).toEqual(names.sort());
	});
});

describe.each(manifest.n8n.nodes)('node %s', (path) => {
	it('is called as its file says', () => {
		expect(descriptionOf(path).name).toBe(typeName(path));
		expect(loadedPackage.loader.known.nodes[typeName(path)]?.className).toBe(className(path));
	});

	it('has a light and a dark icon on disk', () => {
		expectIconsOnDisk(descriptionOf(path));
	});

	it('can be found by other words than its name', () => {
		const { codex } = descriptionOf(path);
		expect(codex?.categories?.length).toBeGreaterThan(0);
		expect((codex as { alias?: string[] } | undefined)?.alias?.length).toBeGreaterThan(0);
	});

	it('can be used as a tool unless it is a trigger', () => {
		const isTrigger = descriptionOf(path).group.includes('trigger');
		expect(Boolean(descriptionOf(path).usableAsTool)).toBe(!isTrigger);
	});

	it('asks only for credentials of this package', () => {
		const known = Object.keys(loadedPackage.loader.known.credentials);
		for (const { name } of descriptionOf(path).credentials ?? []) expect(known).toContain(name);
	});

	it('names the action of every operation', () => {
		const withoutAction = descriptionOf(path)
			.properties.filter(({ name }) => name === 'operation')
			.flatMap(({ options }) => options as INodePropertyOptions[])
			.filter(({ action }) => !action)
			.map(({ value }) => value);
		expect(withoutAction).toEqual([]);
	});

	it('reaches the editor whole when sent as JSON', () => {
		const description = descriptionOf(path);
		expect(JSON.parse(JSON.stringify(description))).toEqual(description);
	});

	it('shows no two parameters of the same name at once', () => {
		const description = descriptionOf(path);
		const clashes = [...everyForm(description)]
			.map((form) => ({ form, names: shownParameters(description, form).shown }))
			.map(({ form, names }) => ({ form, names: twice(names.map(({ name }) => name)) }))
			.filter(({ names }) => names.length > 0);
		expect(clashes).toEqual([]);
	});
});

describe.each(manifest.n8n.credentials)('credential %s', (path) => {
	const credential = (): ICredentialType => loadedPackage.getCredentialType(typeName(path));

	it('is called as its file says', () => {
		expect(credential().name).toBe(typeName(path));
	});

	it('has a light and a dark icon on disk', () => {
		expectIconsOnDisk(credential() as Pick<INodeTypeDescription, 'iconUrl'>);
	});

	it('links to its documentation and can be tested', () => {
		expect(credential().documentationUrl).toMatch(/^https:\/\//);
		expect(credential().test?.request.url).toBeTruthy();
	});

	it('is used by a node of this package', () => {
		expect(loadedPackage.supportedNodes(typeName(path)).length).toBeGreaterThan(0);
	});
});
