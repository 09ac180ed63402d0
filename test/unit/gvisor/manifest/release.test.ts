import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { imageProblem, mirrorProblem } from '../../../../src/gvisor/manifest/installerOptions.ts';
import {
  type GVisorRelease,
  PINNED_RELEASE,
  releaseProblem,
} from '../../../../src/gvisor/manifest/release.ts';

const DIGEST = 'a'.repeat(128);

describe('the pinned release', () => {
  it('is a dated one, with these digests', () => {
    assert.equal(PINNED_RELEASE.name, '20260928.0');
    assert.match(PINNED_RELEASE.sha512.x86_64 ?? '', /^c8d3a9fd4d4c4f5b8ff2/);
    assert.match(PINNED_RELEASE.sha512.aarch64 ?? '', /^926538a4f20056d4/);
    assert.equal(releaseProblem(PINNED_RELEASE), undefined);
  });
});

describe('releaseProblem', () => {
  const cases: readonly (readonly [string, GVisorRelease['sha512'], RegExp | undefined])[] = [
    ['20261012.0', { x86_64: DIGEST }, undefined],
    ['latest', { x86_64: DIGEST }, /changes from day to day/],
    ['../20261012', { x86_64: DIGEST }, /is not the name of a release/],
    ['20261012.0; rm -rf /', { x86_64: DIGEST }, /is not the name of a release/],
    ['20261012.0', {}, /needs the sha512/],
    ['20261012.0', { aarch64: 'abc' }, /sha512 for aarch64 is not 128 hexadecimal digits/],
  ];
  for (const [name, sha512, problem] of cases) {
    it(`${name} ${Object.keys(sha512).join()}: ${problem?.source ?? 'fine'}`, () => {
      const found = releaseProblem({ name, sha512 });
      if (problem) assert.match(found ?? '', problem);
      else assert.equal(found, undefined);
    });
  }
});

describe('mirrorProblem', () => {
  const cases: readonly (readonly [string, RegExp | undefined])[] = [
    ['https://mirror.example/gvisor', undefined],
    ['http://10.0.0.1:8080/x/', undefined],
    ['ftp://mirror.example', /not an http or https address/],
    ['mirror', /not an http or https address/],
    ['https://user:secret@mirror.example', /must not carry a user name or password/],
    ['https://mirror.example/?sig=1', /must end in a path/],
  ];
  for (const [mirror, problem] of cases) {
    it(mirror, () => {
      const found = mirrorProblem(mirror);
      if (problem) assert.match(found ?? '', problem);
      else assert.equal(found, undefined);
      assert.doesNotMatch(found ?? '', /secret/);
    });
  }
});

describe('the image of the installer', () => {
  it('has a name', () => {
    assert.equal(imageProblem('registry.example:5000/a/b:1@sha256:00'), undefined);
    assert.match(imageProblem('a b') ?? '', /not the name of an image/);
  });
});
