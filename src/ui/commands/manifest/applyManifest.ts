import type { CommandContext } from '../target/commandContext.ts';
import { applyPreviewed } from './applyPreviewed.ts';
import { manifestInEditor } from './manifestInEditor.ts';
import { activeOrPicked, sessionOf } from '../target/target.ts';
import { COMMAND_TITLES } from '../../commandTitles.ts';
import { COMMANDS } from '../../ids.ts';

const TITLE = COMMAND_TITLES[COMMANDS.applyManifest];

/** Applies the objects of the active editor to the active cluster, after its dry run and diff. */
export async function applyManifest(context: CommandContext): Promise<void> {
  const { objects } = await manifestInEditor(context.language);
  const ref = await activeOrPicked(context, TITLE);
  if (!ref) return;
  const sent = objects.map((object) => object.sent);
  await applyPreviewed(await sessionOf(context, ref.id), context, sent, TITLE);
}
