import js from '@eslint/js';
import jest from 'eslint-plugin-jest';
import typescript from 'typescript-eslint';

// n8n's rule sets are for what is shipped: they forbid timers, files and processes, which tests and scripts need.
export default typescript.config(
	{
		files: ['**/*.{ts,js,mjs,cjs}'],
		extends: [js.configs.recommended, typescript.configs.recommended],
		languageOptions: {
			globals: { process: 'readonly', console: 'readonly', URL: 'readonly', Buffer: 'readonly' },
		},
		rules: {
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-require-imports': 'off',
			'no-console': 'off',
			'no-undef': 'off',
		},
	},
	{
		files: ['test/**/*.{test,e2e,soak}.ts'],
		extends: [jest.configs['flat/recommended']],
		rules: {
			'jest/expect-expect': ['error', { assertFunctionNames: ['expect', 'expect*'] }],
			'jest/no-disabled-tests': 'error',
			'jest/no-conditional-expect': 'off',
		},
	},
);
