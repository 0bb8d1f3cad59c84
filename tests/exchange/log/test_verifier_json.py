"""The verifier takes JSON in its one form only: RFC 8785, for the subset that Pulau writes."""

from __future__ import annotations

import pytest
import rfc8785

from pulau.exchange.log.pulau_verify import Fault, canonical_object
from tests.exchange.log.honest import weakened


def taken(text: str) -> bool:
    try:
        canonical_object(text, "record")
    except Fault as fault:
        assert fault.code == "not-canonical"  # noqa: PT017 - it must be this one
        return False
    return True


GOOD = [
    "{}",
    '{"a":1,"b":[true,false,null,-7,0],"c":{"d":"é \\" \\\\ \\n \\u001f / € 😀"}}',
    '{"1":"a","10":"b","2":"c","A":"d","a":"e","é":"f"}',
    '{"😀":1,"\ufb33":2}',  # by UTF-16 code units: the surrogates of the face stand before U+FB33
    '{"a":9007199254740991,"b":-9007199254740991}',
]
BAD = {
    "not an object": "[1]",
    "no JSON": "{",
    "empty": "",
    "white space": '{"a": 1}',
    "white space around": '{"a":1}\n',
    "keys out of order": '{"b":1,"a":2}',
    "keys in the order of code points": '{"\ufb33":2,"😀":1}',
    "a key twice": '{"a":1,"a":1}',
    "a key twice, deep inside": '{"a":[{"b":1,"b":2}]}',
    "a fraction": '{"a":1.5}',
    "an exponent": '{"a":1e2}',
    "minus nothing": '{"a":-0}',
    "not a number": '{"a":NaN}',
    "infinity": '{"a":-Infinity}',
    "a number that others round": '{"a":9007199254740992}',
    "a very long number": '{"a":' + "9" * 10_000 + "}",
    "an escape that need not be": '{"a":"\\u0041"}',
    "a slash escaped": '{"a":"\\/"}',
    "an escape in capitals": '{"a":"\\u001F"}',
    "half a surrogate, escaped": '{"a":"\\ud83d"}',
    "half a surrogate": '{"a":"\ud83d"}',
    "a byte order mark": '\ufeff{"a":1}',
    "too deep": '{"a":' * 100_000 + "1" + "}" * 100_000,
    "too long": '{"a":"' + "x" * (1 << 20) + '"}',
}


@pytest.mark.parametrize("text", GOOD)
def test_what_rfc_8785_writes_is_taken(text: str) -> None:
    value = canonical_object(text, "record")
    assert rfc8785.dumps(value) == text.encode()


@pytest.mark.parametrize("text", BAD.values(), ids=BAD.keys())
def test_anything_else_is_refused_by_name_and_without_a_crash(text: str) -> None:
    assert not taken(text)


def test_these_tests_would_find_a_check_that_is_missing() -> None:
    lenient = weakened(" and canonical(value) == text", "")
    assert lenient.canonical_object('{"b":1,"a":2}', "record") == {"a": 2, "b": 1}
    lenient = weakened("    if len(result) != len(pairs):", "    if False:")
    with pytest.raises(lenient.Fault):  # the text comparison still holds
        lenient.canonical_object('{"a":1,"a":1}', "record")
