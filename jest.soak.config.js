const base = require('./jest.config.js');

/** The long runs: `npm run test:soak`. @type {import('jest').Config} */
module.exports = {
	...base,
	roots: ['<rootDir>/test/soak'],
	testMatch: ['**/*.soak.ts'],
	testTimeout: 600_000,
};
