const { spawn } = require('node:child_process');
const { rm } = require('node:fs/promises');
const { dest, series, src } = require('gulp');

const clean = () => rm('dist', { recursive: true, force: true });

const compile = () =>
	spawn(process.execPath, [require.resolve('typescript/bin/tsc')], { stdio: 'inherit' });

// One glob and one returned stream: gulp waits for what is returned and for nothing else.
const copyAssets = () =>
	src(['index.js', 'nodes/**/*.{svg,node.json}'], { base: '.', encoding: false }).pipe(
		dest('dist'),
	);

exports.build = series(clean, compile, copyAssets);
exports.default = exports.build;
