"""Microsoft's Python client of AKS, unmodified, on an Azure Resource Manager; its models judge every body.

usage: judge.py URL CA_FILE SUBSCRIPTION GROUP CLUSTER

Prints a line for each call, then "N passed, N failed".
"""

import json
import sys
from datetime import datetime

from azure.core.credentials import AccessToken
from azure.mgmt.containerservice import ContainerServiceClient
from azure.mgmt.containerservice import models
from bodies import check_model
from verdicts import Verdicts

TOKEN = "eyJhbGciOiJub25lIn0.e30.x"


class Credential:
    def get_token(self, *scopes, **kwargs):
        return AccessToken(TOKEN, int(datetime.now().timestamp()) + 3600)


class Judge(Verdicts):
    def walk(self, what, cls, many=False):
        """A hook that judges the body of an answer."""

        def hook(response):
            response.http_response.read()
            text = response.http_response.text()
            if not text:
                return
            body = json.loads(text)
            if "error" in body and "code" in body["error"]:
                return
            if "status" in body and "startTime" in body:
                return
            if many:
                problems = [p for i, one in enumerate(body["value"]) for p in check_model(cls, one, f"[{i}]")]
            else:
                problems = list(check_model(cls, body))
            self.say(what, problems)

        return hook


def main(url, ca, subscription, group, cluster):
    judge = Judge()
    client = ContainerServiceClient(
        Credential(),
        subscription,
        base_url=url,
        credential_scopes=[f"{url}/.default"],
        connection_verify=ca,
        polling_interval=0.05,
        retry_total=0,
    )
    pools = client.agent_pools
    pool = models.AgentPool(
        properties=models.ManagedClusterAgentPoolProfileProperties(
            count=1,
            vm_size="Standard_D4s_v5",
            os_type="Linux",
            os_sku="AzureLinux",
            mode="User",
            type="VirtualMachineScaleSets",
            workload_runtime="KataVmIsolation",
        )
    )

    def walk(what, cls=models.AgentPool, many=False):
        return {"raw_response_hook": judge.walk(what, cls, many)}

    list(client.managed_clusters.list(**walk("list clusters", models.ManagedCluster, True)))
    client.managed_clusters.get(group, cluster, **walk("get cluster", models.ManagedCluster))
    for one in list(client.managed_clusters.list()):
        own_group = one.id.split("/")[4]
        list(pools.list(own_group, one.name, **walk(f"list pools of {one.name}", models.AgentPool, True)))
    poller = pools.begin_create_or_update(group, cluster, "judged", pool, polling_interval=0.05, **walk("create pool"))
    created = poller.result()
    judge.expect("the created pool is Succeeded", created.properties.provisioning_state, "Succeeded")
    created.properties.count = 2
    scaled = pools.begin_create_or_update(group, cluster, "judged", created, polling_interval=0.05, **walk("scale pool")).result()
    judge.expect("the scaled pool has two nodes", scaled.properties.count, 2)
    pools.get_upgrade_profile(group, cluster, "judged", **walk("upgrade profile", models.AgentPoolUpgradeProfile))
    pools.get_available_agent_pool_versions(group, cluster, **walk("available versions", models.AgentPoolAvailableVersions))
    list(client.machines.list(group, cluster, "judged", **walk("machines", models.Machine, True)))
    pools.begin_upgrade_node_image_version(group, cluster, "kata1", polling_interval=0.05).result()
    pools.get(group, cluster, "kata1", **walk("get pool"))
    credentials = walk("user credentials", models.CredentialResults)
    client.managed_clusters.list_cluster_user_credentials(group, cluster, format="exec", **credentials)
    pools.begin_delete(group, cluster, "judged", polling_interval=0.05).result()
    judge.expect("the deleted pool is gone", "judged" in [one.name for one in pools.list(group, cluster)], False)
    bad = {"properties": {"count": "3", "workloadRunTime": "x", "workloadRuntime": "KataVMIsolation", "powerState": "Running"}}
    judge.expect("the judge itself finds four mistakes", len(list(check_model(models.AgentPool, bad))), 4)
    return judge.sum()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
