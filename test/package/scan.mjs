// n8n's scanner is an ES module and Jest runs CommonJS, so the test starts this file as a process:
//   node scan.mjs <package directory> source|tarball
// It prints JSON: the scanner's verdict, and its rules' warnings, which the scanner itself keeps to itself.
import {
	analyzePackage,
	buildScanConfig,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';
import { ESLint } from 'eslint';

const [directory, kind] = process.argv.slice(2);
// The scanner exports its patterns for a source checkout, but not those for a tarball.
const patterns = kind === 'source' ? SOURCE_FILE_PATTERNS : ['**/*.js', 'package.json'];

const verdict = await analyzePackage(directory, patterns);

const eslint = new ESLint({
	cwd: directory,
	allowInlineConfig: false,
	overrideConfigFile: true,
	overrideConfig: await buildScanConfig(),
});
const results = await eslint.lintFiles(patterns);
const complaints = results.flatMap(({ filePath, messages }) =>
	messages.map(({ line, ruleId, message }) => `${filePath}:${line} ${message} (${ruleId})`),
);

process.stdout.write(JSON.stringify({ verdict, files: results.length, complaints }));
