import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { projectNode } from '../../../../src/kube/resources/nodeResource.ts';
import { nodeFacts } from '../../../../src/proof/verdict/nodeFacts.ts';

const FIRST = '5f3c1b02-8a54-4f0e-9d7e-0c5b2f6a1e11';
const SECOND = '0A3C1B02-8A54-4F0E-9D7E-0C5B2F6A1E22';
const nodeWith = (bootID: string) =>
  projectNode({
    metadata: { name: 'n1' },
    status: { nodeInfo: { bootID, kernelVersion: '6.8.0' } },
  });

describe('nodeFacts', () => {
  it('has one boot, and nothing that is unsettled', () => {
    assert.deepEqual(nodeFacts(nodeWith(FIRST), nodeWith(FIRST)), {
      name: 'n1',
      kernel: '6.8.0',
      bootIds: [FIRST],
    });
  });

  it('has both boots of a node that rebooted, in lower case', () => {
    const facts = nodeFacts(nodeWith(FIRST), nodeWith(SECOND));
    assert.deepEqual(facts?.bootIds, [FIRST, SECOND.toLowerCase()]);
    assert.match(facts?.unsettled ?? '', /rebooted during the check: check again$/);
  });

  it('says when the node was too slow, which is no reboot', () => {
    const before = nodeFacts(undefined, nodeWith(FIRST))?.unsettled ?? '';
    const after = nodeFacts(nodeWith(FIRST), undefined)?.unsettled ?? '';
    assert.match(before, /was not read in time before the pod.*check again with more time/);
    assert.match(after, /was not read in time again after the pod/);
  });

  it('says that there is no boot id, which is neither', () => {
    const facts = nodeFacts(nodeWith(''), nodeWith(''));
    assert.equal(facts?.unsettled, undefined);
    assert.equal(facts?.notReal, 'it gives no boot id');
  });

  it('is nothing where the node was not read at all', () => {
    assert.equal(nodeFacts(undefined, undefined), undefined);
  });
});
