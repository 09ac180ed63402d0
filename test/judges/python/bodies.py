"""Walks a body by the annotations of Microsoft's models: unknown names, wrong JSON types, unknown values of enums."""

import json
import types
import typing
from datetime import datetime
from enum import Enum

from azure.mgmt.containerservice import models
from azure.mgmt.containerservice._utils.model_base import Model

# Values that old pools still answer with, and that no model of today knows.
OLD_VALUES = {"KataMshvVmIsolation", "Mariner", "CBLMariner"}


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
    """The names on the wire of a model, each with its type and whether it is read-only."""
    cls()
    hints = {}
    for base in reversed(cls.__mro__):
        hints.update(getattr(base, "__annotations__", {}))
    return {
        field._rest_name: (hints.get(name), field._visibility == ["read"])
        for name, field in cls._attr_to_rest_field.items()
    }


def check(annotation, value, path, is_sent):
    """Yields what is wrong with a value; what is sent has nothing that is read-only."""
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
            yield from check(typing.get_args(kind)[0], item, f"{path}[{index}]", is_sent)
        return
    if origin in (dict, typing.Dict):
        if not isinstance(value, dict):
            yield f"{path}: is no map"
            return
        for key, item in value.items():
            yield from check(typing.get_args(kind)[1], item, f"{path}.{key}", is_sent)
        return
    if isinstance(kind, type) and issubclass(kind, Model):
        yield from check_model(kind, value, path, is_sent)
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


def check_model(cls, value, path="", is_sent=False):
    """Yields what is wrong with an object."""
    if not isinstance(value, dict):
        yield f"{path}: is no object"
        return
    known = fields(cls)
    for key, item in value.items():
        if key not in known:
            other = next((one for one in known if one.lower() == key.lower()), None)
            hint = f" (it is written {other})" if other else ""
            yield f"{path}.{key}: {cls.__name__} has no such property{hint}"
        elif is_sent and known[key][1]:
            yield f"{path}.{key}: is read-only"
        elif known[key][0] is not None:
            yield from check(known[key][0], item, f"{path}.{key}", is_sent)
