import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { unchangedCluster } from '../../../../../src/azure/clusters/unchangedCluster.ts';
import { reconcilePage } from '../../../../../src/ui/commands/azure/reconcile/reconcilePage.ts';
import {
  assertAllKnown,
  assertClusterIdle,
} from '../../../../../src/ui/commands/azure/reconcile/reconcileProblems.ts';
import { PROD_WEU } from '../../../azure/prodWeu.ts';

describe('The page of a reconcile', () => {
  const page = (properties: object, cluster = PROD_WEU) => {
    const read = { id: cluster.id, location: 'westeurope', eTag: 'tag', properties };
    return reconcilePage(cluster, 'kata2', read, {
      eTag: 'tag',
      body: unchangedCluster(read).body,
    });
  };

  it('shows what was read beside what is sent, which lacks what Azure alone writes', () => {
    const shown = page({
      provisioningState: 'Succeeded',
      agentPoolProfiles: [{ name: 'kata2', eTag: 'x', count: 1 }],
      identityProfile: {},
    });
    const diff = `\`\`\`diff
  {
-   "id": "${PROD_WEU.id}"
    "location": "westeurope"
-   "eTag": "tag"
    "properties": {
-     "provisioningState": "Succeeded"
      "agentPoolProfiles": [
        {
          "name": "kata2"
-         "eTag": "x"
          "count": 1
        }
      ]
      "identityProfile": {}
    }
  }
\`\`\``;
    assert.ok(shown.includes(diff), shown);
    assert.ok(shown.includes(`PUT ${PROD_WEU.id}?api-version=2026-06-01\nif-match: tag\n`), shown);
    assert.ok(shown.includes('az aks update -g sandbox-rg -n prod-weu'));
  });

  it('shows no password of a proxy', () => {
    const shown = page({ httpProxyConfig: { httpProxy: 'http://me:pass@proxy:3128/' } });
    assert.match(shown, /"httpProxy": "http:\/\/\*\*\*@proxy:3128\/"/);
    assert.doesNotMatch(shown, /me:pass/);
  });

  it('keeps hostile names text', () => {
    const name = '[x](command:evil)<img src=x>';
    assert.doesNotMatch(page({}, { ...PROD_WEU, name }).split('```')[0] ?? '', /\[x\]\(|<img/);
  });
});

describe('what speaks against a reconcile', () => {
  it('is what a newer api-version owns', () => {
    assert.doesNotThrow(() => assertAllKnown(PROD_WEU, []));
    assert.throws(
      () => assertAllKnown(PROD_WEU, ['properties.a', 'properties.b', 'c', 'd', 'e']),
      /does not know \(properties\.a, properties\.b, c and 2 others\).*: az aks update -g sandbox-rg -n prod-weu$/,
    );
  });

  it('is what Azure does with the cluster already', () => {
    assert.doesNotThrow(() => assertClusterIdle({ name: 'c', state: 'Failed' }));
    assert.throws(() => assertClusterIdle({ name: 'c', state: 'Updating' }), /at work on c/);
  });
});
