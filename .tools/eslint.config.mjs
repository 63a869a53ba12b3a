// npm run lint. Paths are relative to the root, from where eslint is run.
import lit from 'eslint-plugin-lit';
import wc from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';
import rekey from './eslint-rules.mjs';
import { root } from './project.mjs';

/** @typedef {{ configs: Record<string, import('typescript-eslint').ConfigArray[number]> }} Plugin */
const { configs: litConfigs } = /** @type {Plugin} */ (/** @type {unknown} */ (lit));
const { configs: wcConfigs } = /** @type {Plugin} */ (/** @type {unknown} */ (wc));

const everywhere = ['{src,test,demo,stories}/**/*.ts', '.storybook/*.ts', '.tools/**/*.ts', 'vite.config.ts'];

export default tseslint.config(
  { ignores: ['dist/', '.build/', 'node_modules/', 'test/types/'] },
  {
    files: everywhere,
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    plugins: { rekey },
    languageOptions: { parserOptions: { project: `${root}/tsconfig.json`, tsconfigRootDir: root } },
    linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true },
    rules: {
      'max-lines': ['error', { max: 400 }],
      eqeqeq: ['error', 'always'],
      'no-alert': 'error',
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true, ignoreVoidOperator: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none', ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/only-throw-error': 'error',
      // How a global map of events or tags takes what an element declares.
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
      // Type aliases and interfaces both read well; an index signature sometimes says more than Record.
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      // noPropertyAccessFromIndexSignature is off, and so ['name'] stays a choice.
      '@typescript-eslint/dot-notation': 'off',
      // A function of several shapes, or of no return value, is at times the plainest.
      '@typescript-eslint/unified-signatures': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true, boolean: true } }],
      '@typescript-eslint/no-misused-spread': ['error', { allow: [{ from: 'lib', name: 'string' }] }],
      // The alternative is a non-null assertion, which is refused.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      // A hook that subclasses fill is empty.
      '@typescript-eslint/no-empty-function': ['error', { allow: ['methods', 'arrowFunctions'] }],
      // An async function without await keeps a port's promise, and turns what it throws into a rejection.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      'rekey/import-direction': 'error',
      'rekey/strict-csp': 'error',
      'rekey/no-work-at-import': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
    },
  },
  {
    // A second copy of the library on the page is worth a warning: nothing else can tell the developer.
    files: ['src/lit/define.ts'],
    rules: { 'no-console': ['error', { allow: ['warn'] }] },
  },
  {
    // Core knows no page.
    files: ['src/core/**/*.ts', 'src/caa/**/*.ts', 'src/sandbox/ra/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...['document', 'window', 'HTMLElement', 'Element', 'customElements', 'localStorage', 'sessionStorage', 'indexedDB', 'location', 'navigator'].map(
          (name) => ({ name, message: 'This part of the source knows no page: let the caller hand it in.' }),
        ),
      ],
    },
  },
  {
    files: ['src/{elements,ui,lit}/**/*.ts', 'stories/**/*.ts', 'test/elements/**/*.ts'],
    extends: [litConfigs['flat/recommended'], wcConfigs['flat/recommended']].flatMap((config) => config ?? []),
    rules: {
      'lit/attribute-names': 'off',
      'lit/lifecycle-super': 'error',
      'lit/no-classfield-shadowing': 'error',
      'lit/no-native-attributes': 'error',
      'lit/no-this-assign-in-render': 'error',
      // Lit calls a listener in a template with its element as this.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['src/elements/**/*.ts'],
    extends: [wcConfigs['flat/best-practice']].flatMap((config) => config ?? []),
    rules: {
      // The registering module is a file of its own, which tolerates a second copy.
      'wc/guard-define-call': 'off',
      // A class and an interface of one name give an element's own events to addEventListener.
      '@typescript-eslint/no-unsafe-declaration-merging': 'off',
    },
  },
  {
    files: ['demo/**/*.ts'],
    rules: { 'rekey/strict-csp': 'error', '@typescript-eslint/unbound-method': 'off' },
  },
  {
    files: ['test/**/*.ts', 'stories/**/*.ts', '.tools/**/*.ts'],
    rules: {
      // chai's assertions are properties; node:test's and mocha's functions return promises that the runner awaits.
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-floating-promises': ['error', { allowForKnownSafeCalls: [{ from: 'package', package: 'node:test', name: ['describe', 'it', 'test', 'suite', 'before', 'after', 'beforeEach', 'afterEach'] }] }],
      '@typescript-eslint/no-non-null-assertion': 'off',
      // A test asks for what may be missing, so that its failure names it; the warning of a second copy is heard by a test.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      'no-console': ['error', { allow: ['warn'] }],
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector: "MemberExpression[property.name=/^(only|skip)$/][object.name=/^(it|describe|test|suite|context)$/]",
          message: 'Every test runs. A test that needs a program which may be absent is skipped with a reason: { skip: reason }.',
        },
        { selector: "CallExpression[callee.name=/^(xit|xdescribe|fit|fdescribe)$/]", message: 'Every test runs.' },
        { selector: "ExpressionStatement > CallExpression[callee.property.name='accessible']", message: 'Await what axe finds.' },
      ],
    },
  },
  {
    // The types of the browser assertions say that equal() gives a promise; it does not.
    files: ['test/{unit,elements}/**/*.ts'],
    rules: { '@typescript-eslint/no-floating-promises': 'off' },
  },
  {
    files: ['.tools/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
);
