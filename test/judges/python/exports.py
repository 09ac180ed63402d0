"""The texts that a node pool is copied as, judged by those who read them.

usage: exports.py FILE

FILE holds a list of pools as JSON: `what`, `name`, `az`, `bicep`, what each has to say (`options` of az by their names,
`properties`), and whether the Azure CLI takes the values too (`isAllowed`). The Azure CLI's own argument parser reads
the commands, pycep-parser the Bicep; the properties go by the models of Microsoft's client. Nothing is sent anywhere.
Prints a line for each, then "N passed, N failed".
"""

import io
import json
import logging
import os
import re
import shlex
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout

CONFIG = tempfile.TemporaryDirectory()
os.environ["AZURE_CONFIG_DIR"] = CONFIG.name
os.environ["AZURE_CORE_COLLECT_TELEMETRY"] = "0"

from azure.cli.core import get_default_cli
from azure.cli.core.commands.events import EVENT_INVOKER_PRE_LOAD_ARGUMENTS
from azure.mgmt.containerservice import models
from bodies import check_model
from knack.events import EVENT_INVOKER_POST_CMD_TBL_CREATE
from pycep import BicepParser
from verdicts import Verdicts

COMMAND = "aks nodepool add"


class AzParser:
    """What `az` does with a command line before it does anything."""

    def __init__(self):
        cli = get_default_cli()
        self.invocation = cli.invocation_cls(
            cli_ctx=cli,
            parser_cls=cli.parser_cls,
            commands_loader_cls=cli.commands_loader_cls,
            help_cls=cli.help_cls,
        )
        cli.invocation = self.invocation
        self.invocation.data["command_string"] = COMMAND
        loader = self.invocation.commands_loader
        loader.load_command_table(COMMAND.split())
        loader.command_name = COMMAND
        loader.command_table = {COMMAND: loader.command_table[COMMAND]}
        cli.raise_event(EVENT_INVOKER_PRE_LOAD_ARGUMENTS, commands_loader=loader)
        loader.load_arguments(COMMAND)
        cli.raise_event(EVENT_INVOKER_POST_CMD_TBL_CREATE, commands_loader=loader)
        self.invocation.parser.cli_ctx = cli
        self.invocation.parser.load_command_table(loader)

    def parse(self, command, validates):
        """The options of a command. Raises what az says of it, also of the values if it validates them."""
        program, *args = shlex.split(command.replace("\\\n", " "), comments=True)
        assert program == "az", program
        said = io.StringIO()
        try:
            with redirect_stdout(said), redirect_stderr(said):
                options = self.invocation.parser.parse_args(args)
        except SystemExit as error:
            raise ValueError(said.getvalue()) from error
        found = {name: value for name, value in vars(options).items()}
        found["subscription"] = options._subscription
        if validates:
            self.invocation._validate_arg_level(options)
        return found


def bicep_value(value):
    """What a value of the parser's tree stands for."""
    if isinstance(value, str):
        return bicep_text(value)
    if isinstance(value, list):
        return [bicep_value(item) for item in value]
    if not isinstance(value, dict):
        return value
    if value.get("function", {}).get("type") == "json":
        return json.loads(value["function"]["parameters"]["arg_1"])
    if value.get("operator", {}).get("type") == "minus":
        return -value["operator"]["operands"]["integer_value"]
    return {key.strip("'"): bicep_value(item) for key, item in value.items()}


ESCAPES = {"n": "\n", "r": "\r", "t": "\t"}


def bicep_text(text):
    """A string as it stands between its quotes, its escapes resolved."""
    if re.search(r"(?<!\\)\$\{", re.sub(r"\\\\", "", text)):
        raise ValueError(f"{text!r} is evaluated")

    def resolve(match):
        code = match.group(1)
        return chr(int(code[2:-1], 16)) if code.startswith("u{") else ESCAPES.get(code, code)

    return re.sub(r"\\(u\{[0-9a-f]+\}|.)", resolve, text)


def bicep_problems(case):
    tree = BicepParser().parse(text=case["bicep"])
    pools = [one for one in tree["resources"].values() if one["type"].endswith("/agentPools")]
    if len(pools) != 1:
        return [f"{len(pools)} node pools"]
    config = pools[0]["config"]
    found = bicep_value(config["properties"])
    problems = list(check_model(models.ManagedClusterAgentPoolProfileProperties, found, is_sent=True))
    if bicep_text(config["name"]) != case["name"]:
        problems.append(f"it is called {config['name']}")
    return problems + differences(found, case["properties"], "properties")


def differences(found, wanted, path):
    if isinstance(found, dict) and isinstance(wanted, dict):
        return [
            one
            for key in {**found, **wanted}
            for one in differences(found.get(key), wanted.get(key), f"{path}.{key}")
        ]
    return [] if found == wanted else [f"{path}: {found!r}, not {wanted!r}"]


def main(file):
    verdicts = Verdicts()
    logging.disable(logging.WARNING)
    az = AzParser()
    with open(file, encoding="utf-8") as stream:
        cases = json.load(stream)
    for case in cases:
        for what, judge in (
            ("az", lambda: differences(az_options(az, case), case["options"], "")),
            ("Bicep", lambda: bicep_problems(case)),
        ):
            try:
                problems = judge()
            except Exception as error:
                problems = [str(error).strip()[:300] or type(error).__name__]
            verdicts.say(f"{what} of {case['what']}", problems)
    refused(verdicts, "az refuses an option that there is not", lambda: az.parse(f"az {COMMAND} --nope", False))
    refused(verdicts, "Bicep refuses a quote that stays open", lambda: BicepParser().parse(text="param a string = 'x"))
    return verdicts.sum()


def az_options(az, case):
    found = az.parse(case["az"], case["isAllowed"])
    return {name: found.get(name) for name in case["options"]}


def refused(verdicts, what, attempt):
    try:
        attempt()
    except Exception:
        verdicts.say(what, [])
    else:
        verdicts.say(what, ["it was taken"])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
