import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { ESLint, Linter } from 'eslint';
import tseslint from 'typescript-eslint';

const root = fileURLToPath(new URL('../..', import.meta.url));

const rule = '@typescript-eslint/no-restricted-imports';

/** Per package: a file, imports that go against the directions of ARCHITECTURE.md, and some that do not. */
const zones = [
  {
    file: 'model/src/index.ts',
    forbidden: ['@convscope/protocol', 'node:fs', 'vscode', '@tensorflow/tfjs-core'],
    allowed: ['zod'],
  },
  {
    file: 'protocol/src/index.ts',
    forbidden: ['@convscope/trainer', '@convscope/webview', 'convscope', 'node:net', 'vscode', 'koffi'],
    allowed: ['@convscope/model', 'zod'],
  },
  {
    file: 'trainer/src/cli/main.ts',
    forbidden: ['@convscope/webview', 'convscope', 'vscode'],
    allowed: ['@convscope/model', '@convscope/protocol/socket', 'node:fs', 'koffi'],
  },
  {
    file: 'webview/src/main.ts',
    forbidden: ['@convscope/trainer', 'convscope', 'node:path', 'vscode', '@tensorflow/tfjs-core'],
    allowed: ['@convscope/model', '@convscope/protocol'],
  },
  {
    file: 'extension/src/extension.ts',
    forbidden: ['@convscope/trainer', '@convscope/webview', '@tensorflow/tfjs-core', 'koffi'],
    allowed: ['@convscope/model', '@convscope/protocol', 'vscode', 'node:fs'],
  },
];

describe('the directions between packages', () => {
  const eslint = new ESLint({ cwd: root });
  const linter = new Linter();

  for (const { file, forbidden, allowed } of zones) {
    it(`are held by a rule that reports: ${file}`, async () => {
      const { rules } = (await eslint.calculateConfigForFile(`${root}packages/${file}`)) as Linter.Config;
      const complaints = (imported: string) =>
        linter.verify(`import '${imported}';`, {
          languageOptions: { parser: tseslint.parser },
          plugins: { '@typescript-eslint': tseslint.plugin },
          rules: { [rule]: rules![rule]! },
        }).length;
      for (const imported of forbidden) assert.equal(complaints(imported), 1, imported);
      for (const imported of allowed) assert.equal(complaints(imported), 0, imported);
    });
  }
});
