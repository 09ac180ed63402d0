import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { claimOf } from '../../../../src/model/isolation/claim.ts';
import { isolationOf } from '../../../../src/model/isolation/isolation.ts';

describe('isolationOf', () => {
  const TABLE: readonly (readonly [handler: string, isolation: string])[] = [
    ['runsc', 'gvisor'],
    ['runsc-kvm', 'gvisor'],
    ['gvisor', 'gvisor'],
    ['kata', 'kata'],
    ['kata-qemu-snp', 'kata'],
    ['enhanced-kata', 'kata'],
    ['katacli', 'kata'],
    ['katalog', 'unknown'],
    ['no-kata', 'unknown'],
    ['runc', 'none'],
    ['crun', 'none'],
    ['nvidia-container-runtime', 'none'],
    ['untrusted', 'none'],
    ['youki', 'unknown'],
  ];
  for (const [handler, isolation] of TABLE) {
    it(`${handler} is ${isolation}`, () => assert.equal(isolationOf(handler), isolation));
  }
});

describe('claimOf', () => {
  const TABLE: readonly (readonly [
    name: string | undefined,
    handler: string | undefined,
    claim: string,
  ])[] = [
    ['gvisor', 'runsc', 'gvisor'],
    ['gvisor-fake', 'runc', 'gvisor'],
    ['fast', 'runsc-kvm', 'gvisor'],
    ['gVisor', undefined, 'gvisor'],
    ['kata-vm-isolation', 'kata', 'kata'],
    ['secure', 'kata-clh', 'kata'],
    ['my-kata', 'runc', 'kata'],
    ['gvisor', 'kata', 'kata'],
    ['no-gvisor', 'runc', 'none'],
    ['runc-nonkata', 'runc', 'none'],
    ['non-kata', 'runc', 'none'],
    ['katalog', 'runc', 'none'],
    ['not-here.kata', 'runc', 'kata'],
    ['no-gvisor', undefined, 'unknown'],
    ['osc', 'enhanced-kata', 'kata'],
    ['fast', 'runc', 'none'],
    ['gpu', 'nvidia-container-runtime', 'none'],
    ['strange', 'youki', 'unknown'],
    ['gone', undefined, 'unknown'],
    [undefined, undefined, 'none'],
  ];
  for (const [name, handler, claim] of TABLE) {
    it(`${name ?? 'no class'} with ${handler ?? 'no handler'} claims ${claim}`, () => {
      assert.equal(claimOf(name, handler), claim);
    });
  }
});
