const rooms = ['graph', 'signin', 'profiles', 'actions', 'evidence', 'present', 'ui', 'sandbox'];

/** What a room may know of the others. */
const direction = {
  graph: [],
  signin: ['graph'],
  profiles: ['graph'],
  actions: ['profiles', 'graph'],
  evidence: ['actions', 'profiles', 'graph'],
  present: ['evidence', 'actions', 'profiles', 'graph'],
  ui: ['present', 'evidence', 'actions', 'profiles', 'signin', 'graph'],
  sandbox: ['graph'],
};

/** Who acts in which tenant: the words of it are known in every room above, its deeds are not. */
const contextWords = '^src/signin/context\\.ts$';

/** Single files of other rooms: pure functions over those words. */
const alsoKnown = { present: ['^src/signin/environment\\.ts$'] };

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const directions = rooms.map((room) =>
  forbid(
    `direction-of-${room}`,
    `src/${room} may know ${direction[room].join(', ') || 'no other room'} and nothing else.`,
    { path: `^src/${room}/` },
    { path: '^src/', pathNot: [...[room, ...direction[room]].map((each) => `^src/${each}/`), contextWords, ...(alsoKnown[room] ?? [])] },
  ),
);

/** The entries of the bundles that are loaded on first use. */
const lazyEntries = ['^src/signin/msal\\.ts$', '^src/sandbox/main\\.ts$', '^src/actions/makeContainers\\.ts$'];

export default {
  forbidden: [
    ...directions,
    forbid(
      'context-is-words',
      'Rooms that do not know signin may know the types of a context only.',
      { path: '^src/(graph|profiles|actions|evidence|present|sandbox)/' },
      { path: contextWords, dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'graph-and-sandbox-stand-below',
      'They know nothing of who signed in.',
      { path: '^src/(graph|sandbox)/' },
      { path: contextWords },
    ),
    forbid(
      'sandbox-knows-the-table',
      'The sandbox knows the operation table of src/graph and the words it is written in, and no code that the client runs.',
      { path: '^src/sandbox/' },
      { path: '^src/graph/', pathNot: '^src/graph/(\\w*[oO]perations?|operationParts|permissions|resources|clouds)\\.ts$' },
    ),
    forbid('no-cycles', 'No file may need itself.', { path: '^(src|test|scripts)/' }, { circular: true }),
    forbid(
      'editor-stays-above',
      'Only src/ui and src/extension.ts know the editor.',
      { path: '^src/', pathNot: ['^src/ui/', '^src/(extension|parts)\\.ts$'] },
      { path: '^vscode$' },
    ),
    forbid(
      'heavy-parts-are-lazy',
      'What is heavy is loaded on first use: import() it.',
      { path: '^src/' },
      { path: lazyEntries, dynamic: false, dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'msal-behind-one-file',
      'The plan of its maintainers may change: MSAL stays behind one file.',
      { path: '^src/', pathNot: ['^src/signin/msal'] },
      { path: 'node_modules/@azure/msal-', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'storage-behind-one-file',
      'The storage client is loaded on first use, behind one file.',
      { path: '^src/', pathNot: ['^src/actions/makeContainers\\.ts$'] },
      { path: 'node_modules/@azure/storage-', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'commands-meet-in-the-root',
      'Tree, commands and panels do not import one another: they meet in extension.ts.',
      { path: '^src/ui/commands/' },
      { path: '^src/ui/[^/]*(Tree|Panel|Panels)\\.ts$' },
    ),
    forbid(
      'trees-and-panels-meet-in-the-root',
      'Tree, commands and panels do not import one another: they meet in extension.ts.',
      { path: '^src/ui/[^/]*(Tree|Panel|Panels)\\.ts$' },
      { path: '^src/ui/(commands/|[^/]*(Tree|Panel|Panels)\\.ts$)' },
    ),
    forbid('product-stands-alone', 'The product needs no test and no script.', { path: '^src/' }, { path: '^(test|scripts)/' }),
    forbid(
      'no-development-dependency',
      'What the product needs at run time is a dependency.',
      { path: '^src/' },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'], pathNot: ['^vscode$', '@types/'] },
    ),
    forbid('resolvable', 'Every import leads somewhere.', {}, { couldNotResolve: true, pathNot: ['^vscode$'] }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
