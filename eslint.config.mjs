import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const banned = (selector, message) => ({ selector, message });

const language = [
  banned('TSEnumDeclaration', 'Use a union of string literals.'),
  banned('ExportDefaultDeclaration', 'Name what you export.'),
  banned('Decorator', 'No behaviour at a distance.'),
  banned('TSInterfaceDeclaration[id.name=/^I[A-Z][a-z]/]', 'No I-prefix.'),
  banned('ClassDeclaration[id.name=/(Manager|Helper|Utils?|Impl)$/]', 'Name the class after what it is.'),
];

const product = [
  ...language,
  banned('Program > VariableDeclaration[kind="let"]', 'No module-level mutable state.'),
  banned('Program > ExportNamedDeclaration > VariableDeclaration[kind="let"]', 'No module-level mutable state.'),
];

const inheritance = banned('ClassDeclaration[superClass]:not([superClass.name=/Error$/])', 'Inheritance is for errors only.');

const skippedTests = ['it', 'describe', 'context', 'specify'].flatMap((object) => [
  { object, property: 'only', message: 'Run one test from the command line.' },
  { object, property: 'skip', message: 'What cannot run is a failure.' },
]);

export default defineConfig(
  { ignores: ['assembly/', 'dist/', 'out/', 'coverage/', 'node_modules/', '.vscode-test/'] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      curly: ['error', 'all'],
      eqeqeq: 'error',
      'max-depth': ['error', 4],
      'no-restricted-syntax': ['error', ...language],
      'object-shorthand': 'error',
      'prefer-const': 'error',
      'prefer-template': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      'max-lines': ['error', 300],
      'max-lines-per-function': ['error', 50],
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...product],
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/ui/**', 'src/extension.ts', 'src/parts.ts'],
    rules: {
      'no-restricted-imports': ['error', { paths: [{ name: 'vscode', message: 'Only src/ui and src/extension.ts know the editor.' }] }],
      'no-restricted-syntax': ['error', ...product, inheritance],
    },
  },
  {
    files: ['test/**/*.ts', 'scripts/**/*.ts'],
    rules: {
      'max-lines': ['error', 600],
      'no-restricted-properties': ['error', ...skippedTests],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-empty-function': 'off',
    },
  },
);
