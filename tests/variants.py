"""The import-linter contract "variants of one folder never import each other" (see pyproject.toml).

Import-linter's own independence contract would also forbid the shared helpers, whose names start with an underscore.
"""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class VariantsContract(Contract):
    """No module of a folder imports one of the folder's variants, except from within that variant.

    ``folders``: packages of variants. A variant is a module or package directly in the folder whose name doesn't
    start with an underscore.
    """

    folders = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        illegal = [pair for folder in self.folders for pair in crossings(graph, str(folder))]
        return ContractCheck(kept=not illegal, metadata={"illegal": illegal})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, imported in check.metadata["illegal"]:
            output.print_error(f"{importer} imports the variant {imported}")
            output.new_line()


def crossings(graph: ImportGraph, folder: str) -> list[tuple[str, str]]:
    """Imports (importer, imported) of a folder's variants by anything else in the folder, sorted."""
    variants = {m for m in graph.find_children(folder) if not m.rpartition(".")[2].startswith("_")}
    illegal = set()
    for variant in variants:
        inside = {variant, *graph.find_descendants(variant)}
        for module in inside:
            for importer in graph.find_modules_that_directly_import(module) - inside:
                if importer == folder or importer.startswith(f"{folder}."):
                    illegal.add((importer, module))
    return sorted(illegal)
