"""The sentences of problems, findings and warnings, in both languages: what is wrong, where, and how to mend it.

A catalogue maps a code to a `Message`; its texts are filled with the values of the problem. A test keeps the catalogue
and the codes in use equal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pulau.exchange.messages import (
    answers,
    api,
    evidence,
    files,
    forms,
    packages,
    packs,
    pdfs,
    tables,
    talk,
    warnings,
    workbooks,
)
from pulau.exchange.messages.model import LANGUAGES, Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pulau.core.shared.problems import BadInput, Problem

CATALOGUE: Final[Mapping[str, Message]] = {
    **answers.MESSAGES,
    **packs.MESSAGES,
    **files.MESSAGES,
    **workbooks.MESSAGES,
    **tables.MESSAGES,
    **forms.MESSAGES,
    **warnings.MESSAGES,
    **talk.MESSAGES,
    **api.MESSAGES,
    **pdfs.MESSAGES,
    **evidence.MESSAGES,
    **packages.MESSAGES,
}

__all__ = ["CATALOGUE", "LANGUAGES", "Message", "reasons", "sentence", "sentence_of", "sentences"]


def sentence(code: str, params: Iterable[tuple[str, str]], language: str) -> str:
    """Return the reason and the remedy of a code as one text in a language (`id` or `en`)."""
    message = CATALOGUE[code]
    values = dict(params)
    texts = message.texts(language)
    return " ".join(text.format_map(values) for text in texts if text)


def sentence_of(problem: Problem, language: str) -> str:
    """Return the text of a problem, with its place before it."""
    text = sentence(problem.code, problem.params, language)
    return f"{problem.place}: {text}" if problem.place else text


def reasons(error: BadInput, language: str) -> tuple[str, ...]:
    """Return the texts of every problem of an error without their places: for a page that shows the field itself."""
    return tuple(sentence(problem.code, problem.params, language) for problem in error.problems)


def sentences(error: BadInput, language: str) -> tuple[str, ...]:
    """Return the texts of every problem of an error."""
    return tuple(sentence_of(problem, language) for problem in error.problems)
