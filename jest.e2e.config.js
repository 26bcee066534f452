/** @type {import('jest').Config} */
module.exports = {
	roots: ['<rootDir>/test/e2e'],
	testMatch: ['**/*.e2e.ts'],
	testEnvironment: 'node',
	globalSetup: '<rootDir>/test/e2e/startServers.ts',
	globalTeardown: '<rootDir>/test/e2e/stopServers.ts',
	transform: {
		'^.+\\.ts$': [
			'@swc/jest',
			// An import() of an ES module must stay one: as a require Node.js would refuse it.
			{ jsc: { target: 'es2022' }, module: { type: 'commonjs', ignoreDynamic: true } },
		],
	},
	// All files share one n8n and one set of simulated providers.
	maxWorkers: 1,
	testTimeout: 120_000,
};
