import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import manifest from '../../../../package.json' with { type: 'json' };
import { UserError } from '../../../../src/base/problem.ts';
import { assertTrusted } from '../../../../src/ui/commands/workspaceTrust.ts';
import type { CommandId } from '../../../../src/ui/ids.ts';

const isRefused = (id: CommandId, isTrusted: boolean): boolean => {
  try {
    assertTrusted(id, isTrusted);
    return false;
  } catch (error) {
    assert.ok(error instanceof UserError);
    assert.match(error.problem.next, /Workspaces: Manage Workspace Trust/);
    return true;
  }
};

describe('assertTrusted', () => {
  for (const contributed of manifest.contributes.commands) {
    const id = contributed.command as CommandId;
    const needsTrust = 'enablement' in contributed;
    it(`${needsTrust ? 'refuses' : 'lets pass'} ${id} in an untrusted workspace`, () => {
      if ('enablement' in contributed) assert.equal(contributed.enablement, 'isWorkspaceTrusted');
      assert.equal(isRefused(id, false), needsTrust);
      assert.equal(isRefused(id, true), false);
    });
  }
});
