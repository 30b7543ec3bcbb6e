import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import manifest from '../../package.json';
import nls from '../../package.nls.json';
import {
  commands,
  contextKeys,
  nodeKinds,
  nodeOnlyCommands,
  pageLanguage,
  settings,
  viewContainers,
  views,
  walkthroughs,
  webviews,
} from '../../src/present/contract';
import { foundVerbs } from '../../src/present/foundVerbs';

const root = path.resolve(__dirname, '../..');
const { contributes } = manifest;
const text = readFileSync(path.join(root, 'package.json'), 'utf8');

const sorted = (values: Iterable<string>): readonly string[] => [...new Set(values)].sort();
const ids = (group: Readonly<Record<string, string>>): readonly string[] => sorted(Object.values(group));

interface Conditional {
  readonly when?: string;
  readonly enablement?: string;
}

function conditionals(value: unknown): readonly Conditional[] {
  if (Array.isArray(value)) {
    return value.flatMap(conditionals);
  }
  return typeof value === 'object' && value !== null ? [value, ...Object.values(value).flatMap(conditionals)] : [];
}

const clauses = conditionals(contributes).flatMap(({ when, enablement }) => [when, enablement].filter((clause) => clause !== undefined));
const terms = clauses.flatMap((clause) => clause.split(/\s*(?:&&|\|\|)\s*/)).map((term) => term.replace(/^!|[()]*$/g, '').trim());
const keysUsed = terms.map((term) => /^[\w.]+/.exec(term)?.[0] ?? term);

const builtInKeys = ['view', 'focusedView', 'viewItem', 'listMultiSelection', 'resourceFilename', 'resourceLangId', 'false'];
const menuEntries = Object.values(contributes.menus).flat();

function kindsIn(term: string): readonly string[] {
  const matched = /^viewItem (?:== (\w+)|=~ \/\^\(?([\w|]+)\)?)/.exec(term);
  return (matched?.[1] ?? matched?.[2] ?? '').split('|').filter((kind) => kind !== '');
}

describe('the manifest and the code', () => {
  it('name the same commands', () => {
    assert.deepEqual(sorted(contributes.commands.map(({ command }) => command)), ids(commands));
  });

  it('offer every command in the palette or in a menu, and no unknown one', () => {
    assert.deepEqual(
      sorted(menuEntries.map(({ command }) => command)).filter((command) => !ids(commands).includes(command)),
      [],
    );
    const hidden = contributes.menus.commandPalette.filter(({ when }) => when === 'false').map(({ command }) => command);
    assert.deepEqual(
      sorted(hidden),
      sorted(nodeOnlyCommands.map((name) => commands[name])),
      'exactly the commands that need a node are hidden from the palette',
    );
  });

  it('name the same views and view containers', () => {
    const containers = contributes.viewsContainers.activitybar.map(({ id }) => id);
    assert.deepEqual(sorted(containers), ids(viewContainers));
    assert.deepEqual(sorted(Object.keys(contributes.views)), ids(viewContainers));
    assert.deepEqual(sorted(Object.values(contributes.views).flatMap((each) => each.map(({ id }) => id))), ids(views));
    assert.deepEqual(sorted(contributes.viewsWelcome.map(({ view }) => view)), ids(views));
  });

  it('name the same settings, with the same defaults', () => {
    const declared = Object.entries(contributes.configuration.properties).map(([id, property]) => [id, property.default]);
    assert.deepEqual(
      Object.fromEntries(declared),
      Object.fromEntries(Object.values(settings).map((setting) => [setting.id, setting.default])),
    );
  });

  it('let no workspace change a setting: every one belongs to the person or the machine', () => {
    const scopes = Object.entries(contributes.configuration.properties).map(([id, { scope }]) => [id, scope]);
    assert.deepEqual(
      scopes.filter(([, scope]) => scope !== 'application' && scope !== 'machine'),
      [],
    );
  });

  it('declare where the extension runs, and that it works in workspaces that are not trusted', () => {
    assert.deepEqual(manifest.extensionKind, ['workspace', 'ui']);
    assert.deepEqual(manifest.capabilities.untrustedWorkspaces, { supported: true });
    assert.equal(manifest.capabilities.virtualWorkspaces.supported, 'limited');
  });

  it('bind keys only in our view, to commands that exist', () => {
    assert.deepEqual(
      sorted(contributes.keybindings.map(({ command }) => command)).filter((command) => !ids(commands).includes(command)),
      [],
    );
    assert.ok(contributes.keybindings.every(({ when }) => when.startsWith('focusedView == sharedProfiles.')));
  });

  it('name the same language of pages', () => {
    const declared = [...contributes.languages.map(({ id }) => id), ...contributes.grammars.map(({ language }) => language)];
    assert.deepEqual(sorted([...declared, ...Object.keys(contributes.configurationDefaults)]), [`[${pageLanguage}]`, pageLanguage]);
    contributes.grammars.forEach((grammar) => assert.ok(existsSync(path.join(root, grammar.path))));
  });

  it('name the same walkthroughs', () => {
    const declared = (contributes as { readonly walkthroughs?: readonly { readonly id: string }[] }).walkthroughs ?? [];
    assert.deepEqual(sorted(declared.map(({ id }) => id)), ids(walkthroughs));
  });

  it('activate for the same restored pages', () => {
    assert.deepEqual(
      sorted(manifest.activationEvents),
      ids(webviews).map((id) => `onWebviewPanel:${id}`),
    );
  });

  it('ask in when clauses only for keys that are set, and set none that nobody asks for', () => {
    assert.deepEqual(sorted(keysUsed.filter((key) => !builtInKeys.includes(key))), ids(contextKeys));
  });

  it('offer for somebody who was found what the menu of the same row offers, under the same names and in the same order', () => {
    const titles = new Map(contributes.commands.map(({ command, title }) => [command, nls[title.replaceAll('%', '') as keyof typeof nls]]));
    for (const kind of ['inboundProfile', 'outboundUser'] as const) {
      const entries = contributes.menus['view/item/context'].filter(
        ({ when, group }) => !group.startsWith('inline') && when.split(' && ').some((term) => kindsIn(term).includes(kind)),
      );
      const inOrder = entries.toSorted((one, other) => (one.group < other.group ? -1 : 1)).map(({ command }) => command);
      const verbs = foundVerbs(kind);
      assert.deepEqual(
        verbs.map(({ command }) => commands[command]),
        inOrder,
      );
      assert.deepEqual(
        verbs.map(({ label }) => label),
        inOrder.map((command) => titles.get(command)),
      );
    }
  });

  it('ask in when clauses only for views and nodes that exist', () => {
    const asked = terms.filter((term) => term.startsWith('view ')).map((term) => term.replace(/^view == /, ''));
    assert.deepEqual(sorted(asked), ids(views));
    const unknown = terms.flatMap(kindsIn).filter((kind) => !(nodeKinds as readonly string[]).includes(kind));
    assert.deepEqual(unknown, []);
    assert.ok(terms.filter((term) => term.startsWith('viewItem')).every((term) => kindsIn(term).length > 0));
  });

  it('translate every text, and keep none that is not used', () => {
    const used = [...text.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key ?? '');
    assert.deepEqual(sorted(used), sorted(Object.keys(nls)));
    const forPeople = JSON.stringify({ ...manifest, contributes: { ...contributes, languageModelTools: [] } }, undefined, 2);
    const titles = [
      ...forPeople.matchAll(
        /"(?:title|name|contextualTitle|contents|displayName|userDescription|altText|accessibilityHelpContent|(?:markdownD|d)escription|category)": "([^"]+)"/g,
      ),
    ];
    const bare = titles.map(([, value]) => value ?? '').filter((value) => !value.startsWith('%') && value !== manifest.name);
    assert.deepEqual(bare, []);
  });

  it('link in texts only to commands that exist', () => {
    const linked = [...JSON.stringify(nls).matchAll(/command:([\w.]+)/g)].map(([, command]) => command ?? '');
    assert.ok(linked.length > 0);
    assert.deepEqual(
      sorted(linked).filter((command) => !ids(commands).includes(command)),
      [],
    );
  });

  it('load the bundle that the build makes and pictures that are there', () => {
    assert.equal(manifest.main, './dist/extension.js');
    const pictures = [...text.matchAll(/"(media\/[^"]+)"/g)].map(([, file]) => file ?? '');
    assert.deepEqual(
      pictures.filter((file) => !existsSync(path.join(root, file))),
      [],
    );
  });
});
