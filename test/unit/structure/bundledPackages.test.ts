import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { advisoriesOf, oldOf } from '../../../.ci/bundledPackages.ts';

const BUNDLED = [
  { name: 'undici', version: '7.0.0' },
  { name: 'yaml', version: '2.0.0' },
];

describe('what is said of the packages in the bundles', () => {
  it('names the advisories about them alone', () => {
    const via = [{ title: 'Reads too far', url: 'https://a', severity: 'high' }, 'yaml'];
    const vulnerabilities = { undici: { via }, mocha: { via }, yaml: {} };
    assert.deepEqual(advisoriesOf(BUNDLED, { vulnerabilities }), [
      'undici 7.0.0: high: Reads too far (https://a)',
    ]);
    assert.deepEqual(advisoriesOf(BUNDLED, {}), []);
  });

  it('names those that are old', () => {
    const outdated = {
      undici: { latest: '8.0.0' },
      yaml: { latest: '2.0.0' },
      mocha: { latest: '9.0.0' },
    };
    assert.deepEqual(oldOf(BUNDLED, outdated), ['undici 7.0.0: 8.0.0 is out']);
  });
});
