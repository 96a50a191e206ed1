import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/**
 * The directions between packages (ARCHITECTURE.md), one zone each: what a package may not import.
 * `test/architecture.unit.test.ts` lints a bad import per zone, so that a rule that reports nothing is noticed.
 */
const node = { group: ['node:*'], message: 'This package runs without Node.' };
const vscode = { group: ['vscode'], message: 'Only the extension knows VS Code.' };
const tensorflow = {
  group: ['@tensorflow/*', 'koffi'],
  message: 'Only the trainer knows TensorFlow.js and native libraries.',
};
const ours = (...names) => ({
  group: names.flatMap((name) => [name, `${name}/*`]),
  message: 'This import goes against the direction between packages.',
});

const zones = {
  model: [ours('@convscope/*', 'convscope'), node, vscode, tensorflow],
  protocol: [ours('@convscope/trainer', '@convscope/webview', 'convscope'), node, vscode, tensorflow],
  trainer: [ours('@convscope/webview', 'convscope'), vscode],
  webview: [ours('@convscope/trainer', 'convscope'), node, vscode, tensorflow],
  extension: [ours('@convscope/trainer', '@convscope/webview'), tensorflow],
};

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '.vscode-host/**', '.turbo/**'] },
  {
    files: ['packages/*/{src,test,dev}/**/*.ts', '{scripts/test,benchmarks}/*.ts'],
    extends: [js.configs.recommended, ...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Name what you export.' },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidOperator: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/prefer-promise-reject-errors': ['error', { allowThrowingUnknown: true }],
    },
  },
  ...Object.entries(zones).map(([name, patterns]) => ({
    files: [`packages/${name}/src/**/*.ts`],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
  })),
  { files: ['**/*.d.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['packages/*/test/**/*.ts'],
    rules: { '@typescript-eslint/no-unused-expressions': 'off', '@typescript-eslint/require-await': 'off' },
  },
);
