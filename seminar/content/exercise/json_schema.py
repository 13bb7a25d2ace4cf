"""The JSON Schema of `exercise.yaml`, for editors that complete while people write."""

from __future__ import annotations

import ast
import inspect
from itertools import pairwise
from textwrap import dedent
from typing import Any, cast

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core.core_schema import ModelSchema

from seminar.content.exercise.structure import Kinds, build_model


def build_schema(kinds: Kinds) -> dict[str, Any]:
    """Return the JSON Schema of `exercise.yaml`, for editors that complete while people write."""
    model = build_model(tuple(kinds.values()))
    schema = model.model_json_schema(schema_generator=_DescribedSchema)
    schema["properties"].pop("id")
    schema["required"].remove("id")
    schema["title"] = "exercise.yaml"
    for part in (schema, *schema["$defs"].values()):
        # An editor would otherwise take a question without its kind for one of any kind, and not
        # mind a wrong name.
        tags = [name for name in ("kind", "move") if name in part["properties"]]
        part["required"] = sorted({*part.get("required", ()), *tags})
        for field in part["properties"].values():
            if "patternProperties" in field:
                field["additionalProperties"] = False
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


class _DescribedSchema(GenerateJsonSchema):
    """Describe each field by its docstring in the code.

    pydantic's `use_attribute_docstrings` does the same for every model when it is defined, from
    the source: half a second of each start, for what only an author's editor reads.
    """

    def model_schema(self, schema: ModelSchema) -> JsonSchemaValue:
        described = super().model_schema(schema)
        properties = described.get("properties", {})
        for name, text in _read_field_docstrings(schema["cls"]).items():
            if name in properties:
                properties[name].setdefault("description", text)
        return described


def _read_field_docstrings(model: type[BaseModel]) -> dict[str, str]:
    """Return what stands under each field of a model and of those that it extends."""
    docstrings = {}
    for owner in reversed(model.__mro__):
        if not issubclass(owner, BaseModel) or owner.__module__.startswith("pydantic"):
            continue
        try:
            source = dedent(inspect.getsource(owner))
        except OSError:
            continue  # A model that was made by `create_model` has no source.
        body = cast(ast.ClassDef, ast.parse(source).body[0]).body
        for statement, following in pairwise(body):
            match statement, following:
                case (
                    ast.AnnAssign(target=ast.Name(id=name)),
                    ast.Expr(value=ast.Constant(value=str(text))),
                ):
                    docstrings[name] = inspect.cleandoc(text)
    return docstrings
