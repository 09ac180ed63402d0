"""Microsoft's Python client of AKS, unmodified, on an Azure Resource Manager; its models judge every body.

usage: judge.py URL CA_FILE SUBSCRIPTION GROUP CLUSTER

Each body is walked by the annotations of the models: unknown names, wrong JSON types and unknown values of enums are
problems. Prints a line for each call, then "N passed, N failed".
"""

import json
import sys
import types
import typing
from datetime import datetime
from enum import Enum

from azure.core.credentials import AccessToken
from azure.mgmt.containerservice import ContainerServiceClient
from azure.mgmt.containerservice import models

# Values that old pools still answer with, and that no model of today knows (aks.md of Microsoft's documentation names them).
OLD_VALUES = {"KataMshvVmIsolation", "Mariner", "CBLMariner"}
TOKEN = "eyJhbGciOiJub25lIn0.e30.x"


class Credential:
    def get_token(self, *scopes, **kwargs):
        return AccessToken(TOKEN, int(datetime.now().timestamp()) + 3600)


def resolved(annotation):
    """The type of an annotation without Optional, forward references looked up."""
    if isinstance(annotation, str):
        names = {**vars(typing), **vars(models), "_models": models, "datetime": __import__("datetime")}
        annotation = eval(annotation, names)  # the client's own source, not input
    if isinstance(annotation, typing.ForwardRef):
        return resolved(annotation.__forward_arg__)
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        kinds = [resolved(one) for one in typing.get_args(annotation) if one is not type(None)]
        return kinds[0] if len(kinds) == 1 else typing.Union[tuple(kinds)]
    return annotation


def fields(cls):
    """The names on the wire of a model with their types."""
    cls()
    hints = {}
    for base in reversed(cls.__mro__):
        hints.update(getattr(base, "__annotations__", {}))
    return {
        field._rest_name: (hints.get(name), name) for name, field in cls._attr_to_rest_field.items()
    }


def check(annotation, value, path):
    """Yields what is wrong with a value."""
    kind = resolved(annotation)
    origin = typing.get_origin(kind)
    if value is None:
        return
    if origin is typing.Union:
        enums = [one for one in typing.get_args(kind) if isinstance(one, type) and issubclass(one, Enum)]
        if enums:
            known = {member.value for one in enums for member in one}
            if not isinstance(value, str):
                yield f"{path}: {json.dumps(value)} is no text"
            elif value not in known and value not in OLD_VALUES:
                yield f"{path}: {value} is none of {', '.join(sorted(known))}"
        return
    if origin in (list, typing.List):
        if not isinstance(value, list):
            yield f"{path}: is no list"
            return
        for index, item in enumerate(value):
            yield from check(typing.get_args(kind)[0], item, f"{path}[{index}]")
        return
    if origin in (dict, typing.Dict):
        if not isinstance(value, dict):
            yield f"{path}: is no map"
            return
        for key, item in value.items():
            yield from check(typing.get_args(kind)[1], item, f"{path}.{key}")
        return
    if isinstance(kind, type) and hasattr(kind, "_attr_to_rest_field"):
        yield from check_model(kind, value, path)
        return
    expected = {str: str, bool: bool, int: int, float: (int, float), bytes: str}.get(kind)
    if expected is not None:
        if isinstance(value, bool) and kind is not bool or not isinstance(value, expected):
            yield f"{path}: {json.dumps(value)} is no {kind.__name__}"
    elif kind is datetime:
        try:
            if datetime.fromisoformat(value.replace("Z", "+00:00")).tzinfo is None:
                yield f"{path}: {value} has no time zone"
        except (AttributeError, ValueError):
            yield f"{path}: {json.dumps(value)} is no time"


def check_model(cls, value, path):
    if not isinstance(value, dict):
        yield f"{path}: is no object"
        return
    known = fields(cls)
    for key, item in value.items():
        if key not in known:
            other = next((one for one in known if one.lower() == key.lower()), None)
            hint = f" (it is written {other})" if other else ""
            yield f"{path}.{key}: {cls.__name__} has no such property{hint}"
        elif known[key][0] is not None:
            yield from check(known[key][0], item, f"{path}.{key}")


class Judge:
    def __init__(self):
        self.passed = 0
        self.failed = 0

    def say(self, what, problems):
        print(f"{'ok' if not problems else 'FAILED'} {what}")
        for problem in problems:
            print(f"   {problem}")
        if problems:
            self.failed += 1
        else:
            self.passed += 1

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
                problems = list(check_model(cls, body, ""))
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
    expect(judge, "the created pool is Succeeded", created.properties.provisioning_state, "Succeeded")
    created.properties.count = 2
    scaled = pools.begin_create_or_update(group, cluster, "judged", created, polling_interval=0.05, **walk("scale pool")).result()
    expect(judge, "the scaled pool has two nodes", scaled.properties.count, 2)
    pools.get_upgrade_profile(group, cluster, "judged", **walk("upgrade profile", models.AgentPoolUpgradeProfile))
    pools.get_available_agent_pool_versions(group, cluster, **walk("available versions", models.AgentPoolAvailableVersions))
    list(client.machines.list(group, cluster, "judged", **walk("machines", models.Machine, True)))
    pools.begin_upgrade_node_image_version(group, cluster, "kata1", polling_interval=0.05).result()
    pools.get(group, cluster, "kata1", **walk("get pool"))
    credentials = walk("user credentials", models.CredentialResults)
    client.managed_clusters.list_cluster_user_credentials(group, cluster, format="exec", **credentials)
    pools.begin_delete(group, cluster, "judged", polling_interval=0.05).result()
    expect(judge, "the deleted pool is gone", "judged" in [one.name for one in pools.list(group, cluster)], False)
    bad = {"properties": {"count": "3", "workloadRunTime": "x", "workloadRuntime": "KataVMIsolation", "powerState": "Running"}}
    expect(judge, "the judge itself finds four mistakes", len(list(check_model(models.AgentPool, bad, ""))), 4)
    print(f"{judge.passed} passed, {judge.failed} failed")
    return 1 if judge.failed else 0


def expect(judge, what, found, wanted):
    judge.say(what, [] if found == wanted else [f"{found!r}, not {wanted!r}"])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
