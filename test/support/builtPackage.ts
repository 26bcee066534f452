import './n8nFolder';

import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { PackageDirectoryLoader } from 'n8n-core';
import {
	NodeHelpers,
	type ICredentialType,
	type INodeType,
	type INodeTypes,
	type IVersionedNodeType,
} from 'n8n-workflow';

import { OAuth2BaseCredential } from './oAuth2BaseCredential';
import { testNodes } from './testNodes';

/** The checkout this file belongs to. */
export const repositoryDirectory = resolve(__dirname, '../..');

/** The package as n8n sees it after loading: its name, n8n's loader, and look-ups that throw for unknown names. */
export interface LoadedPackage {
	name: string;
	loader: PackageDirectoryLoader;
	/** The package's nodes as `<package>.<node>`, beside the test nodes `test.*`. */
	nodeTypes: INodeTypes;
	/** The package's credential types and n8n's `oAuth2Api`. */
	getCredentialType(name: string): ICredentialType;
	supportedNodes(credentialType: string): string[];
}

const sourceFilesIn = (directory: string): string[] =>
	readdirSync(directory, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
		.map((entry) => join(entry.parentPath, entry.name));

/**
 * Throws a sentence that says what to do when `dist/` lacks a compiled file or a source is newer than its
 * compiled file: tests of an old build prove nothing.
 */
export function assertBuildIsCurrent(directory: string = repositoryDirectory): void {
	const sources = ['nodes', 'credentials']
		.map((folder) => join(directory, folder))
		.filter((folder) => existsSync(folder))
		.flatMap(sourceFilesIn);
	for (const source of sources) {
		const name = relative(directory, source);
		const compiled = join(directory, 'dist', name.replace(/\.ts$/, '.js'));
		if (!existsSync(compiled)) {
			throw new Error(
				`The tests use the built package, but ${name} is not built. Run "npm run build".`,
			);
		}
		if (statSync(compiled).mtimeMs < statSync(source).mtimeMs) {
			throw new Error(
				`The tests use the built package, but ${name} changed after the last build. Run "npm run build".`,
			);
		}
	}
}

const loadedPackages = new Map<string, Promise<LoadedPackage>>();

/**
 * Loads a built package with the loader n8n uses for community packages, once per directory and process.
 *
 * @param directory holds package.json and dist/. Without it: the environment variable `PACKAGE_UNDER_TEST`
 * (an unpacked tarball, say), else this checkout, whose build must be current.
 */
export async function loadPackage(directory?: string): Promise<LoadedPackage> {
	const chosen = resolve(directory ?? process.env.PACKAGE_UNDER_TEST ?? repositoryDirectory);
	let loading = loadedPackages.get(chosen);
	if (!loading) {
		loading = load(chosen);
		loadedPackages.set(chosen, loading);
	}
	return await loading;
}

async function load(directory: string): Promise<LoadedPackage> {
	if (directory === repositoryDirectory) assertBuildIsCurrent();
	const loader = new PackageDirectoryLoader(directory);
	await loader.loadAll();

	const getByName = (type: string): INodeType | IVersionedNodeType => {
		const testNode = testNodes[type];
		if (testNode) return testNode;
		const prefix = `${loader.packageName}.`;
		if (!type.startsWith(prefix)) {
			throw new Error(
				`No node type "${type}": name it ${prefix}<node>, or add a test node for it.`,
			);
		}
		return loader.getNode(type.slice(prefix.length)).type;
	};
	return {
		name: loader.packageName,
		loader,
		nodeTypes: {
			getByName,
			getByNameAndVersion: (type, version) =>
				NodeHelpers.getVersionedNodeType(getByName(type), version),
			getKnownTypes: () => ({}),
		},
		getCredentialType: (name) =>
			name === 'oAuth2Api' ? new OAuth2BaseCredential() : loader.getCredential(name).type,
		supportedNodes: (credentialType) =>
			loader.known.credentials[credentialType]?.supportedNodes ?? [],
	};
}
