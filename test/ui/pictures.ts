// npm run pictures [-- NAME…]: takes the README's pictures, light and dark, of the extension as it is now.
import path from 'node:path';
import { buildExtension } from '../vscodeHost/buildExtension.ts';
import { installSignIn } from '../vscodeHost/installSignIn.ts';
import { projectRoot, resultsFolder } from '../vscodeHost/projectPaths.ts';
import { onSignal } from '../vscodeHost/process/signals.ts';
import { openSession } from './driver/window/session.ts';
import { screenshot } from './driver/workbench.ts';
import { SCENES, type Scene } from './scenes.ts';

const THEMES = { dark: 'Default Dark Modern', light: 'Default Light Modern' } as const;
const SHARP = 2;

async function take(scene: Scene, kind: keyof typeof THEMES): Promise<string> {
  await using stack = new AsyncDisposableStack();
  const release = onSignal(() => stack.disposeAsync());
  stack.defer(() => release());
  const session = await openSession({
    viewport: scene.viewport,
    scale: SHARP,
    file: scene.file,
    ...(scene.withAgents ? { sim: { agents: 'v1beta1' } } : {}),
    install: installSignIn,
    settings: { 'workbench.colorTheme': THEMES[kind], 'editor.minimap.enabled': false },
  });
  stack.use(session);
  const name = `${scene.name}-${kind}`;
  try {
    await scene.act(session.page);
  } catch (error) {
    await session.keepEvidence(path.join(resultsFolder, 'pictures', name));
    throw error;
  }
  const file = path.join(projectRoot, 'media/readme', `${name}.png`);
  await screenshot(session.page, file);
  return path.relative(projectRoot, file);
}

const named = process.argv.slice(2);
const scenes = SCENES.filter(({ name }) => named.length === 0 || named.includes(name));
if (scenes.length === 0) throw new Error(`There is no picture ${named.join(', ')}`);
await buildExtension();
for (const scene of scenes) {
  for (const kind of ['dark', 'light'] as const) {
    process.stdout.write(`${await take(scene, kind)}\n`);
  }
}
