"""The list of the saved queries, with their parameters."""

from __future__ import annotations

import click

from clusteratlas.catalogue import Catalogue, Parameter
from clusteratlas.languages import pick


def print_catalogue(catalogue: Catalogue, language: str) -> None:
    """Each query's name and summary, and below it its parameters with type and default."""
    for query in catalogue:
        click.echo(query.name)
        click.echo(f"    {pick(query.summary, language)}")
        for parameter in query.parameters:
            usage = f"--param {parameter.name}={parameter.examples[0]}"
            if query.is_optional(parameter):
                usage = f"[{usage}]"
            click.echo(f"    {usage}  ({_type(parameter)}) {pick(parameter.description, language)}")


def _type(parameter: Parameter) -> str:
    kind = f" of {parameter.kind}" if parameter.kind else ""
    return f"{parameter.type.value}{kind}{', several' if parameter.multiple else ''}"
