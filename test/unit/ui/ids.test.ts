import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import manifest from '../../../package.json' with { type: 'json' };
import nls from '../../../package.nls.json' with { type: 'json' };
import { COMMAND_TITLES } from '../../../src/ui/commandTitles.ts';
import {
  CLUSTERS_VIEW,
  type CommandId,
  COMMANDS,
  CONTEXT_KEYS,
  SETTINGS,
  VIEW_CONTAINER,
} from '../../../src/ui/ids.ts';
import { projectRoot } from '../../vscodeHost/projectPaths.ts';

const { contributes } = manifest;
const texts: Readonly<Record<string, string>> = nls;

/** What a text of the manifest says, by its key in package.nls.json. */
function textOf(keyed: string): string {
  const key = /^%(.+)%$/.exec(keyed)?.[1] ?? '';
  const text = texts[key];
  assert.ok(text !== undefined, `"${keyed}" is no key of package.nls.json`);
  return text;
}

const sorted = (items: Iterable<string>): string[] => [...items].toSorted();

describe('package.json', () => {
  it('contributes the commands of the code, under one category', () => {
    const commands = contributes.commands.map(({ command }) => command);
    assert.deepEqual(sorted(commands), sorted(Object.values(COMMANDS)));
    assert.deepEqual(
      new Set(contributes.commands.map(({ category }) => category)),
      new Set(['AKS Sandbox']),
    );
  });
  for (const { command, title } of contributes.commands) {
    it(`calls ${command} as the code does`, () =>
      assert.equal(textOf(title).replace(/…$/, ''), COMMAND_TITLES[command as CommandId]));
  }
  it('can be translated: its texts are keys, each of which is used', () => {
    const { properties } = contributes.configuration;
    const settings = Object.values(properties).flatMap((setting) => [
      'description' in setting ? setting.description : setting.markdownDescription,
      ...('enumDescriptions' in setting ? setting.enumDescriptions : []),
    ]);
    for (const text of settings) textOf(text);
    const used = new Set(
      [...JSON.stringify(manifest).matchAll(/"%([\w.]+)%"/g)].map(([, key = '']) => key),
    );
    assert.deepEqual(sorted(used), sorted(Object.keys(texts)));
  });
  it('contributes the settings of the code', () => {
    const settings = Object.keys(contributes.configuration.properties);
    assert.deepEqual(
      sorted(settings),
      sorted(Object.values(SETTINGS).map((key) => `aksSandbox.${key}`)),
    );
  });
  it('contributes the view of the code', () => {
    assert.equal(contributes.viewsContainers.activitybar[0]?.id, VIEW_CONTAINER);
    assert.equal(contributes.views.aksSandbox[0]?.id, CLUSTERS_VIEW);
  });
  it('names only commands and context keys that exist', () => {
    const commands = new Set<string>(Object.values(COMMANDS));
    const keys = new Set<string>(Object.values(CONTEXT_KEYS));
    const entries = Object.values(contributes.menus).flat();
    for (const { command } of entries) assert.ok(commands.has(command), command);
    const welcome = contributes.viewsWelcome.map(({ contents }) => textOf(contents));
    const named = JSON.stringify([contributes.menus, contributes.viewsWelcome, welcome]);
    for (const [key] of named.matchAll(/aksSandbox\.[\w.]+/g)) {
      assert.ok(keys.has(key) || commands.has(key) || key === CLUSTERS_VIEW, key);
    }
  });
  it('leads through the first minute in five steps, each with a picture and an end', () => {
    const [walkthrough] = contributes.walkthroughs;
    assert.deepEqual(
      walkthrough?.steps.map(({ id }) => id),
      ['cluster', 'look', 'check', 'sandbox', 'ci'],
    );
    const commands = new Set<string>(Object.values(COMMANDS));
    const keys = new Set<string>(Object.values(CONTEXT_KEYS));
    for (const { media, description, completionEvents } of walkthrough?.steps ?? []) {
      assert.match(readFileSync(path.join(projectRoot, media.svg), 'utf8'), /var\(--vscode-/);
      for (const [, id = ''] of textOf(description).matchAll(/\(command:([\w.]+)\)/g)) {
        assert.ok(commands.has(id) || id === `${CLUSTERS_VIEW}.focus`, id);
      }
      for (const event of completionEvents) {
        const [kind, of = ''] = event.split(/:(.*)/);
        if (kind === 'onCommand') assert.ok(commands.has(of), of);
        else if (kind === 'onContext') assert.ok(keys.has(of.split(' ')[0] ?? ''), of);
        else if (kind === 'onView') assert.equal(of, CLUSTERS_VIEW);
        else assert.ok(kind === 'onLink' && textOf(description).includes(`(${of})`), event);
      }
    }
  });
  it('restricts in an untrusted workspace every setting that names a file, an image or a program', () => {
    assert.deepEqual(sorted(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations), [
      'aksSandbox.azure.signIn',
      'aksSandbox.check.image',
      'aksSandbox.gvisor.image',
      'aksSandbox.gvisor.mirror',
      'aksSandbox.gvisor.release',
      'aksSandbox.gvisor.sha512',
      'aksSandbox.kubeconfigs',
    ]);
  });
});
