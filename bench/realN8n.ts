import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import type { INode, IWorkflowBase } from 'n8n-workflow';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';

import { hostFolder, repositoryFolder } from '../scripts/start/folders';
import { n8nStartFile } from '../scripts/start/n8nHost';
import { nodeRuntime } from '../scripts/start/nodeRuntime';
import { runToEnd } from '../scripts/start/processes';
import { contenderPackage } from './contenders';

/** A user folder of its own: the demonstration's database stays as it is. */
const benchFolder = join(hostFolder, 'bench');
const nodesFolder = join(benchFolder, '.n8n', 'nodes', 'node_modules');
const ourPackage = 'n8n-nodes-event-registration';

/** Said when there is no n8n to measure in. */
export const n8nMissing =
	'Left out: the speed of our node beside n8n\'s HTTP Request node. It is measured inside the n8n that "npm start -- --once" installs; run that first.';

/** A credential as n8n's `import:credentials` takes it. */
export interface ImportedCredential {
	id: string;
	name: string;
	type: string;
	data: Record<string, string>;
}

/** Whether the n8n that `npm start` installs is there, with the Node.js that runs it. */
export function isN8nInstalled(): boolean {
	return existsSync(n8nStartFile) && existsSync(nodeRuntime().program);
}

/** Puts the built package and the contenders where n8n looks for community nodes. */
export async function installPackages(): Promise<void> {
	const built = process.env.PACKAGE_UNDER_TEST ?? repositoryFolder;
	await rm(nodesFolder, { recursive: true, force: true });
	for (const part of ['package.json', 'dist']) {
		await cp(join(built, part), join(nodesFolder, ourPackage, part), { recursive: true });
	}
	await compileContenders(join(nodesFolder, contenderPackage));
}

async function compileContenders(folder: string): Promise<void> {
	const sources = join(__dirname, 'contenderNodes');
	await mkdir(join(folder, 'dist'), { recursive: true });
	const files = await readdir(sources);
	for (const file of files) {
		const { outputText } = transpileModule(await readFile(join(sources, file), 'utf8'), {
			compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 },
		});
		await writeFile(join(folder, 'dist', file.replace(/\.ts$/, '.js')), outputText);
	}
	const nodes = files.map((file) => `dist/${file.replace(/\.ts$/, '.js')}`);
	const description = { name: contenderPackage, version: '0.0.0' };
	const n8n = { n8nNodesApiVersion: 1, nodes, credentials: [] };
	await writeFile(join(folder, 'package.json'), JSON.stringify({ ...description, n8n }));
}

/**
 * Runs a workflow with n8n's command `execute`: n8n's own loader, database, encryption and isolated expressions.
 * @throws StartFailure with n8n's last words when one of its commands fails
 */
export async function executeInN8n(
	workflow: Pick<IWorkflowBase, 'id' | 'name' | 'connections'> & { nodes: INode[] },
	credentials: ImportedCredential[],
): Promise<void> {
	const credentialsFile = join(benchFolder, 'credentials.json');
	const workflowFile = join(benchFolder, 'workflow.json');
	await writeFile(credentialsFile, JSON.stringify(credentials));
	const settings = { executionOrder: 'v1' };
	await writeFile(workflowFile, JSON.stringify([{ ...workflow, settings, active: false }]));
	await runN8n('import:credentials', `--input=${credentialsFile}`);
	await runN8n('import:workflow', `--input=${workflowFile}`);
	await runN8n('execute', `--id=${workflow.id}`);
}

async function runN8n(...parameters: string[]): Promise<void> {
	const { program } = nodeRuntime();
	await runToEnd(
		{
			name: 'bench-n8n',
			command: program,
			parameters: ['--expose-gc', n8nStartFile, ...parameters],
			folder: hostFolder,
			environment: environmentOf(program),
		},
		() => `n8n could not do "${parameters[0]}". Delete ${benchFolder} and run npm run bench again.`,
	);
}

function environmentOf(program: string): NodeJS.ProcessEnv {
	// The person's own n8n settings stay out: they could point to their own database or queue.
	const foreign =
		/^(n8n|db|executions|queue|credentials|webhook|generic|npm)_|^NODE_(ENV|OPTIONS|PATH)$/i;
	const own = Object.entries(process.env).filter(([name]) => !foreign.test(name));
	return {
		...Object.fromEntries(own),
		// n8n starts its task runner as `node`.
		PATH: [dirname(program), process.env.PATH].join(delimiter),
		N8N_USER_FOLDER: benchFolder,
		// Beside a running `npm start`, whose task broker has the usual port.
		N8N_RUNNERS_BROKER_PORT: '5689',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		// Writing a hundred thousand items to the database is not what is measured.
		EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'none',
		EXECUTIONS_DATA_SAVE_ON_ERROR: 'none',
	};
}
