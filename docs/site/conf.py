"""What Sphinx is told; the pages that it reads are put together by __main__.py."""

import re
from pathlib import Path

from sphinx.domains.python import PyObject

import gradreel

project = "gradreel"
author = "the gradreel authors"
version = release = gradreel.__version__
html_title = "gradreel"
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
html_theme = "furo"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_extra_path = ["extra"]
html_search_scorer = str(Path(__file__).parent / "_static" / "scorer.js")
html_copy_source = False
html_show_sphinx = html_show_copyright = False
html_domain_indices = False
exclude_patterns = ["extra"]
myst_enable_extensions = ["colon_fence", "deflist", "fieldlist", "attrs_inline"]
myst_heading_anchors = 3
autodoc_preserve_defaults = True  # a theme by its name, not all that is in it
autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"
napoleon_google_docstring = False
napoleon_use_ivar = True
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 80
toc_object_entries_show_parents = "hide"
pygments_style, pygments_dark_style = "a11y-high-contrast-light", "a11y-high-contrast-dark"


def as_rst(_app, what, _name, _object, _options, lines):
    """Write a docstring as reST: what is indented is a formula or code, in backquotes is code.

    Docstrings are written to be read in the source; only here they become markup.
    """
    lines[:] = each_alone(lines)
    if what == "property":
        lines.insert(0, "")  # else napoleon takes what stands before a colon for its type
    found, code = [], False
    underlined = {i - 1 for i, line in enumerate(lines) if re.fullmatch(r"\s*-{3,}", line)}
    sections = min(underlined, default=len(lines))
    for i, line in enumerate(lines):
        starts = line.startswith("    ") and not (i and lines[i - 1].strip()) and i < sections
        if starts and not code:
            found += ["::", ""]
        code = i < sections and (starts or (code and (line.startswith("    ") or not line.strip())))
        if code or i in underlined or i - 1 in underlined or line.startswith(">>>"):
            found.append(line)
        else:
            words = re.sub(r"(?<!`)`([^`]+)`(?!`)", r"``\1``", line)
            found.append(escaped(words))
    lines[:] = found


def each_alone(lines):
    """Give each of several names that are explained together a line of its own."""
    names = re.compile(r"\w+(, \w+)+")
    found, under = [], min((i for i, x in enumerate(lines) if re.fullmatch(r"-{3,}", x)), default=0)
    for i, line in enumerate(lines):
        if not (under and i > under and names.fullmatch(line)):
            found.append(line)
            continue
        rest = lines[i + 1 :]
        ends = next((n for n, x in enumerate(rest) if x.strip() and x[0] != " "), len(rest))
        *others, _ = line.split(", ")
        found += [each for name in others for each in (name, *rest[:ends])] + [line.split(", ")[-1]]
    return found


def escaped(line):
    """Escape what would be markup outside of code."""
    parts = re.split(r"(``.*?``)", line)
    return "".join(
        part if part.startswith("``") else re.sub(r"([*|@]|\w_(?=\W|$))", _behind, part)
        for part in parts
    )


def _behind(found):
    text = found[0]
    return f"\\{text}" if len(text) == 1 else f"{text[0]}\\_"


def with_our_names(_app, _what, _name, _object, _options, lines):
    """Call arrays as the code does, in the types that napoleon found."""
    for i, line in enumerate(lines):
        if line.startswith((":vartype", ":type", ":rtype")):
            lines[i] = as_in_code(line)


def with_our_types(app, *_found):
    """Call arrays as the code does, in the types that autodoc is about to write."""
    for types in app.env.current_document.autodoc_annotations.values():
        types.update({name: as_in_code(told) for name, told in types.items()})


def as_in_code(told):
    """Put the names of arrays in the place of what they stand for."""
    named = OF_ANY.sub("ArrayLike", OF_FLOATS.sub("FloatArray", told))
    return named.replace("float | FloatArray", "Hyperparameter")


OF_FLOATS = re.compile(
    r"([~\w.]+\.)?ndarray\[tuple\[Any, \.\.\.\], ([~\w.]+\.)?dtype\[([~\w.]+\.)?float64\]\]"
)
OF_ANY = re.compile(
    r"[~\w.]*_Buffer \| [~\w.]*_SupportsArray\[.*?\] \| [~\w.]*_NestedSequence\[.*?\]\]\] "
    r"\| complex \| bytes \| str \| [~\w.]*_NestedSequence\[complex \| bytes \| str\]"
)


def setup(app):
    """Listen to what autodoc reads, before and after napoleon does."""
    app.connect("autodoc-process-docstring", as_rst, priority=100)
    app.connect("autodoc-process-docstring", with_our_names, priority=900)
    app.connect("object-description-transform", with_our_types, priority=400)
    for field in PyObject.doc_field_types:
        if field.name == "variable":
            field.label = "Attributes"
