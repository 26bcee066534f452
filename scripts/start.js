// Plain JavaScript without dependencies: in a fresh clone nothing else can run yet.
const { ensureDependencies } = require('./install.js');

if (ensureDependencies()) {
	require('tsx/cjs');
	require('./start.ts');
} else {
	process.exitCode = 1;
}
