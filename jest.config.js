/** @type {import('jest').Config} */
module.exports = {
	roots: ['<rootDir>/test'],
	testEnvironment: 'node',
	transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022' } }] },
	// A package outside this checkout finds n8n-workflow and luxon here, as NODE_PATH lets it inside n8n.
	modulePaths: ['<rootDir>/node_modules'],
	setupFilesAfterEnv: ['<rootDir>/test/support/secretWatch.ts'],
	maxWorkers: 2,
	testTimeout: 30_000,
};
