import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { build, context } from 'esbuild';

/**
 * Every file in dist: its entry, and what may be inside it. The first is loaded when the editor activates the extension,
 * the others on first use: a dynamic import of an entry below becomes a load of its file.
 */
const bundles = [
  {
    name: 'extension',
    entry: 'src/extension.ts',
    rooms: ['ui', 'present'],
    packages: [],
    maximumBytes: 100 * 1024,
  },
  {
    name: 'parts',
    entry: 'src/parts.ts',
    rooms: ['ui', 'present', 'evidence', 'actions', 'profiles', 'signin', 'graph'],
    packages: ['@vscode/l10n', 'jose'],
  },
  {
    name: 'signin',
    entry: 'src/signin/msal.ts',
    rooms: ['signin'],
    packages: [
      '@azure/msal-common',
      '@azure/msal-node',
      'buffer-equal-constant-time',
      'ecdsa-sig-formatter',
      'jsonwebtoken',
      'jwa',
      'jws',
      'lodash.includes',
      'lodash.isboolean',
      'lodash.isinteger',
      'lodash.isnumber',
      'lodash.isplainobject',
      'lodash.isstring',
      'lodash.once',
      'ms',
      'node-forge',
      'safe-buffer',
      'semver',
    ],
  },
  {
    name: 'storage',
    entry: 'src/actions/makeContainers.ts',
    rooms: ['actions'],
    asksForItsAddress: true,
    packages: [
      '@azure/abort-controller',
      '@azure/core-auth',
      '@azure/core-client',
      '@azure/core-http-compat',
      '@azure/core-lro',
      '@azure/core-rest-pipeline',
      '@azure/core-tracing',
      '@azure/core-util',
      '@azure/core-xml',
      '@azure/logger',
      '@azure/storage-blob',
      '@azure/storage-common',
      '@nodable/entities',
      '@typespec/ts-http-runtime',
      'agent-base',
      'anynum',
      'debug',
      'fast-xml-builder',
      'fast-xml-parser',
      'has-flag',
      'http-proxy-agent',
      'https-proxy-agent',
      'is-unsafe',
      'ms',
      'path-expression-matcher',
      'strnum',
      'supports-color',
      'xml-naming',
    ],
  },
  { name: 'sandbox', entry: 'src/sandbox/main.ts', rooms: ['sandbox', 'graph'], packages: ['jose'] },
];

const root = import.meta.dirname;
const relative = (file) => path.relative(root, file).split(path.sep).join('/');
const knowsEditor = (file) => ['src/extension.ts', 'src/parts.ts'].includes(file) || file.startsWith('src/ui/');

const editorStaysAbove = {
  name: 'editor-stays-above',
  setup(pluginBuild) {
    pluginBuild.onResolve({ filter: /^vscode$/ }, ({ importer }) =>
      knowsEditor(relative(importer))
        ? { path: 'vscode', external: true }
        : { errors: [{ text: `${relative(importer)} imports vscode; only src/ui and the composition root may.` }] },
    );
  },
};

const bundleOf = (file) => bundles.find(({ entry }) => entry === file || entry === `${file}.ts`);

const lazyBundles = {
  name: 'lazy-bundles',
  setup(pluginBuild) {
    pluginBuild.onResolve({ filter: /^\./ }, ({ kind, path: target, resolveDir }) => {
      if (kind !== 'dynamic-import') {
        return undefined;
      }
      const file = relative(path.resolve(resolveDir, target));
      const bundle = bundleOf(file);
      return bundle
        ? { path: `./${bundle.name}.js`, external: true }
        : { errors: [{ text: `${file} is imported lazily, but no bundle in esbuild.mjs begins there.` }] };
    });
  },
};

const packageOf = (input) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1];
const roomOf = (input) => /^src\/([^/]+)\//.exec(input)?.[1];

function complaint(bundle, input) {
  const dependency = packageOf(input);
  if (dependency !== undefined) {
    return bundle.packages.includes(dependency) ? undefined : `the package ${dependency}`;
  }
  const room = roomOf(input);
  const belongs = input === bundle.entry || (room !== undefined && bundle.rooms.includes(room)) || /^src\/[^/]+\.ts$/.test(input);
  return belongs ? undefined : input;
}

export function complaintsAbout(bundle, metafile) {
  const found = Object.entries(metafile.outputs).flatMap(([file, output]) => [
    ...new Set(
      Object.keys(output.inputs)
        .map((input) => complaint(bundle, input))
        .filter((text) => text !== undefined)
        .map((text) => `${file} must not contain ${text}.`),
    ),
    ...(file.endsWith('.js') && output.bytes > (bundle.maximumBytes ?? Infinity)
      ? [`${file} has ${output.bytes} bytes; ${bundle.maximumBytes} are the most.`]
      : []),
  ]);
  return found;
}

function everythingBelongs(bundle) {
  return {
    name: 'everything-belongs',
    setup(pluginBuild) {
      pluginBuild.onEnd(({ metafile }) => ({
        errors: metafile ? complaintsAbout(bundle, metafile).map((text) => ({ text })) : [],
      }));
    },
  };
}

/** For a package that reads `import.meta.url`, which CommonJS does not have. */
const addressOfBundle = {
  define: { 'import.meta.url': 'bundleUrl' },
  banner: { js: "const bundleUrl=require('node:url').pathToFileURL(__filename).href;" },
};

const optionsFor = (bundle) => ({
  absWorkingDir: root,
  entryPoints: { [bundle.name]: bundle.entry },
  outdir: 'dist',
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  minify: true,
  sourcemap: 'linked',
  sourcesContent: false,
  metafile: true,
  legalComments: 'none',
  ...(bundle.asksForItsAddress ? addressOfBundle : {}),
  logLevel: 'warning',
  plugins: [editorStaysAbove, lazyBundles, everythingBelongs(bundle)],
});

const present = () => bundles.filter(({ entry }) => existsSync(path.join(root, entry)));

async function buildEverything() {
  await rm(path.join(root, 'dist'), { recursive: true, force: true });
  const results = await Promise.all(present().map((bundle) => build(optionsFor(bundle))));
  const metafile = {
    inputs: Object.assign({}, ...results.map((result) => result.metafile.inputs)),
    outputs: Object.assign({}, ...results.map((result) => result.metafile.outputs)),
  };
  await writeFile(path.join(root, 'dist', 'metafile.json'), JSON.stringify(metafile));
}

async function buildOne(name) {
  await build(optionsFor(bundles.find((bundle) => bundle.name === name)));
}

const progress = {
  name: 'progress',
  setup(pluginBuild) {
    pluginBuild.onStart(() => console.log('building'));
    pluginBuild.onEnd(() => console.log('built'));
  },
};

async function watch() {
  const watched = present().map(optionsFor);
  const contexts = await Promise.all(watched.map((options) => context({ ...options, plugins: [...options.plugins, progress] })));
  await Promise.all(contexts.map((each) => each.watch()));
}

const { values } = parseArgs({ options: { watch: { type: 'boolean', default: false }, only: { type: 'string' } } });

if (values.watch) {
  await watch();
} else if (values.only === undefined) {
  await buildEverything();
} else {
  await buildOne(values.only);
}
