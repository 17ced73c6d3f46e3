"""The extractor ``llm`` against a local endpoint: what is kept, what is refused, and what it says about itself."""

import json

import pytest
from tests.extract.endpoint import Answer, Endpoint, breaks_off, dawdles, deaths, entry, fails, gives, says, trickles
from tests.extract.finder import SmallFinder

from inquest.errors import InputError, MachineError, UsageError
from inquest.extract._llm_config import Endpoint as Where
from inquest.extract.llm import EXTRACTOR
from inquest.model.claim import ExtractedBy, Extraction
from inquest.model.document import Document
from inquest.read import open_document

TEXT = (
    "A long year\n\nMore than 3,000 people were killed in Helmand in 2009, the minister said. "
    "The Taliban rarely fought the army. It is time for a truce. Nobody saw it coming."
)
KILLED = "More than 3,000 people were killed in Helmand in 2009"
LEVEL = entry(
    KILLED,
    "level",
    speaker="the minister",
    mode="reports",
    places="Helmand",
    periods="2009",
    quantity=deaths("More than 3,000", ">", 3000),
    slots={"measure": "deaths", "violence": "any"},
)
CALL = entry("It is time for a truce", mode="calls for", not_checkable="call")


def read(text: str = TEXT, **options: str) -> Extraction:
    return EXTRACTOR.configured(options, lambda line: None).extract(document(text), SmallFinder())


def document(text: str = TEXT) -> Document:
    return open_document(text, date="2010-05-01")


def heard(text: str = TEXT, **options: str) -> list[str]:
    lines: list[str] = []
    EXTRACTOR.configured(options, lines.append).extract(document(text), SmallFinder())
    return lines


def test_a_claim_is_read(endpoint: Endpoint) -> None:
    endpoint.answers = [gives(LEVEL, CALL)]
    found = read()
    (claim,) = found.claims
    assert (claim.kind, claim.speaker, claim.found_by, claim.frame) == ("level", "the minister", "llm", "llm")
    assert TEXT[claim.start : claim.end] == claim.quote == KILLED
    assert [TEXT[m.start : m.end] for m in (*claim.places, *claim.periods)] == ["Helmand", "2009"]
    assert claim.quantity is not None
    assert (claim.quantity.op, claim.quantity.value, claim.quantity.unit) == (">", 3000.0, "deaths")
    assert claim.slots == {"measure": "deaths", "violence": "any"}
    assert found.by == (ExtractedBy(name="llm", model="reader-1", host=endpoint.url.split("/")[2], prompt="1"),)
    assert found.notes == ()


def test_every_sentence_is_listed(endpoint: Endpoint) -> None:
    endpoint.answers = [gives(LEVEL, CALL)]
    told = [(s.quote, s.not_checkable, s.reason) for s in read().statements]
    assert told == [
        (KILLED, None, None),
        ("The Taliban rarely fought the army.", "no test", "the language model read no statement from it"),
        ("It is time for a truce", "call", "a call to act, by the reading of a language model"),
        ("Nobody saw it coming.", "no test", "the language model read no statement from it"),
    ]


def test_what_is_asked(endpoint: Endpoint) -> None:
    endpoint.answers = [gives(LEVEL)]
    read()
    (request,) = endpoint.asked
    asked = request.body
    assert request.key == "Bearer sk-very-secret"
    assert (asked["model"], asked["temperature"], "seed" in asked) == ("reader-1", 0, True)
    made = asked["response_format"]["json_schema"]
    assert made["strict"] is True
    assert "trend" in json.dumps(made["schema"])
    assert request.text == TEXT
    assert asked["messages"][0]["role"] == "system"
    assert TEXT not in asked["messages"][0]["content"]


def test_without_a_key_none_of_another_service_is_sent(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("INQUEST_LLM_KEY")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-another-service")
    endpoint.answers = [gives(LEVEL)]
    read()
    assert endpoint.asked[0].key == "Bearer none"


ARABIC = "قتل تنظيم داعش أكثر من 300 شخص في الرقة منذ عام ٢٠١٧."


def test_a_text_of_any_language_is_read(endpoint: Endpoint) -> None:
    assert document(ARABIC).language == "ar"
    given = entry(ARABIC.rstrip("."), "level", actors="داعش", places="الرقة", quantity=deaths("أكثر من 300", ">", 300))
    endpoint.answers = [gives(given)]
    (claim,) = read(ARABIC).claims
    assert claim.quantity is not None
    assert (claim.actors[0].text, claim.quantity.op, claim.quantity.value) == ("داعش", ">", 300.0)


@pytest.mark.parametrize(
    ("english", "text"),
    [
        ("since 2017", "since 2017"),
        ("since 2016", "منذ عام ٢٠١٧"),
        ("since 2017, when the record backs this", "منذ عام ٢٠١٧"),
        ("<b>2017</b>", "منذ عام ٢٠١٧"),
        (None, "منذ عام ٢٠١٧"),
    ],
)
def test_times_of_another_language_are_put_into_english_and_checked(
    endpoint: Endpoint, english: str | None, text: str
) -> None:
    given = entry(ARABIC, "level", periods="منذ عام ٢٠١٧")
    given["parts"][0]["english"] = english
    endpoint.answers = [gives(given)]
    (period,) = read(ARABIC).claims[0].periods
    assert period.text == text
    assert ARABIC[period.start : period.end] == "منذ عام ٢٠١٧"


def test_a_time_that_is_not_understood_is_not_left_out(endpoint: Endpoint) -> None:
    """A claim without its time would be another claim."""
    text = "L'an dernier, plus de 300 personnes ont été tuées dans la ville de Mossoul, selon les autorités du pays."
    endpoint.answers = [gives(entry(text, "level", periods="L'an dernier", places="Mossoul"))]
    found = read(text)
    assert found.claims == ()
    assert found.statements[0].not_checkable == "no test"
    assert (found.statements[0].reason or "").startswith("it names a time that Inquest can't read")
    given = entry(text, "level", periods="L'an dernier", places="Mossoul")
    given["parts"][1]["english"] = "last year"
    endpoint.answers = [gives(given)]
    assert read(text, cache="no").claims[0].periods[0].text == "last year"


def test_russian_is_read_by_inquest_itself(endpoint: Endpoint) -> None:
    """Amounts, times and denials: the model's English is not asked."""
    text = "С мая 2016 года армия не воевала с ИГИЛ в Алеппо, погибло не менее 300 человек."
    assert document(text).language == "ru"
    fields = {"periods": "С мая 2016 года", "quantity": deaths("не менее 300", ">", 300), "polarity": "deny"}
    given = entry(text, "engagement", **fields)
    given["parts"][0]["english"] = "until 2016"
    endpoint.answers = [gives(given)]
    (claim,) = read(text).claims
    assert claim.quantity is not None
    assert (claim.periods[0].text, claim.quantity.op) == ("since May 2016", ">=")
    endpoint.answers = [gives(entry("Армия воевала с ИГИЛ в Алеппо", "engagement", polarity="deny"))]
    assert read("Армия воевала с ИГИЛ в Алеппо в 2016 году.").notes[0].endswith("nowhere negates (1).")


def test_names_from_earlier_in_the_text_are_marked(endpoint: Endpoint) -> None:
    text = "Boko Haram was weak. In 2015 the group attacked Chad."
    endpoint.answers = [gives(entry("In 2015 the group attacked Chad", "engagement", actors="Boko Haram"))]
    (claim,) = read(text).claims
    assert (claim.actors[0].start, claim.actors[0].via) == (0, "named earlier in the text, as llm reads it")


def test_quotes_may_differ_in_blanks_and_marks(endpoint: Endpoint) -> None:
    text = "The army’s men\n  fought the “Taliban” in 2009."
    endpoint.answers = [gives(entry('The army\'s men fought the "Taliban" in 2009', "engagement", targets="Taliban"))]
    (claim,) = read(text).claims
    assert claim.quote == "The army’s men\n  fought the “Taliban” in 2009"


def test_the_amount_is_read_here(endpoint: Endpoint) -> None:
    """The model's operator is not taken where Inquest reads the words itself."""
    text = "Fewer than 300 people were killed in Helmand in 2009."
    given = entry(text, "level", places="Helmand", quantity=deaths("Fewer than 300", ">", 300))
    endpoint.answers = [gives(given)]
    quantity = read(text).claims[0].quantity
    assert quantity is not None
    assert (quantity.op, quantity.value) == ("<", 300.0)


def test_an_answer_in_a_code_fence_is_read(endpoint: Endpoint) -> None:
    endpoint.answers = [says("```json\n" + json.dumps({"entries": [LEVEL]}) + "\n```")]
    assert len(read().claims) == 1


# what it costs ------------------------------------------------------------------------------------------------------


def test_cost_before_and_after(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INQUEST_LLM_PRICE", "2,10")
    endpoint.answers = [says(json.dumps({"entries": [LEVEL]}), used=(1000, 200))]
    before, after = heard()
    assert before.startswith(f"llm: 1 request to {endpoint.url.split('/')[2]}, about ")
    assert ", at your prices about 0." in before
    assert after == "llm: used 1,000 tokens in and 200 out, as the endpoint counts, at your prices 0.0040"
    endpoint.answers = [says(json.dumps({"entries": []}), used=None)]
    assert heard(cache="no")[1] == "llm: used tokens that the endpoint does not count"


@pytest.mark.parametrize(
    ("url", "exposed"),
    [("http://gpu.example/v1", True), ("https://api.example/v1", False), ("http://localhost:8000/v1", False),
     ("http://127.0.0.1/v1", False), ("http://[::1]:80/v1", False), ("http://127.example.org/v1", True)],
)  # fmt: skip
def test_a_key_that_others_could_read(url: str, exposed: bool) -> None:
    assert Where(url, "reader").exposed is exposed


def test_progress(endpoint: Endpoint) -> None:
    endpoint.answers = [gives()]
    steps: list[tuple[str, int, int]] = []
    extractor = EXTRACTOR.configured({}, lambda line: None, lambda *step: steps.append(step))
    extractor.extract(document(LONG), SmallFinder())
    assert steps == [("asking the model", n, len(endpoint.asked)) for n in range(1, len(endpoint.asked) + 1)]


def test_a_second_run_asks_for_nothing_and_is_the_same(endpoint: Endpoint) -> None:
    endpoint.answers = [gives(LEVEL, entry("not in there at all", "level"))]
    first = read()
    again = read()
    assert len(endpoint.asked) == 1
    assert again == first
    assert heard() == [
        f"llm: 0 requests to {endpoint.url.split('/')[2]} (1 more answer is held from before)",
    ]
    read(cache="no")
    assert len(endpoint.asked) == 2


def test_the_cache_goes_by_content(endpoint: Endpoint) -> None:
    endpoint.answers = [gives(LEVEL)]
    read()
    read(model="reader-2")
    read(TEXT + " And so on it went.")
    assert len(endpoint.asked) == 3


def test_a_damaged_answer_is_asked_for_again(endpoint: Endpoint) -> None:
    from inquest.extract._llm_cache import folder

    endpoint.answers = [gives(LEVEL)]
    first = read()
    (file,) = folder().glob("*.json")
    for damage in ("{", "[]", '{"text": 1}'):
        file.write_text(damage, "utf-8")
        assert read() == first
    assert len(endpoint.asked) == 4


def test_the_key_is_written_nowhere(endpoint: Endpoint) -> None:
    from inquest.extract._llm_cache import folder

    endpoint.answers = [gives(LEVEL)]
    said = repr(read()) + "".join(heard()) + "".join(p.read_text("utf-8") for p in folder().rglob("*.json"))
    assert "very-secret" not in said


# endpoints that fail ------------------------------------------------------------------------------------------------


def test_too_many_requests_then_success(endpoint: Endpoint) -> None:
    endpoint.answers = [fails(429, Retry_After="1"), fails(503), gives(LEVEL)]
    assert len(read().claims) == 1
    assert len(endpoint.asked) == 3


def test_a_wait_longer_than_a_minute_is_not_sat_out(endpoint: Endpoint) -> None:
    endpoint.answers = [fails(429, Retry_After="3600")]
    with pytest.raises(MachineError, match=r"no more requests for now \(status 429\) and asks to wait 3600 seconds"):
        read()
    assert len(endpoint.asked) == 1


@pytest.mark.parametrize(
    ("answer", "error", "message"),
    [
        (fails(401, "bad key sk-very-secret\x1b[2J given"), UsageError,
         r"refuses the key \(status 401\): “bad key \(key\) \[2J given”.*INQUEST_LLM_KEY"),
        (fails(403), UsageError, r"refuses the key \(status 403\)"),
        (fails(404, "model not found"), UsageError, r"knows no model 'reader-1' at that address .*--llm-model"),
        (fails(400, "no response_format"), UsageError, r"refuses the request \(status 400\).*JSON Schema"),
        (fails(402, "no credit"), MachineError, r"quota or credit is used up \(status 402\).*top it up"),
        (says("Sure! The claims are: none."), MachineError, "not the JSON that was asked for.*--extractor rules"),
        (says('{"entries": "none"}'), MachineError, "not the JSON that was asked for"),
        (says("", "content_filter"), MachineError, "withheld its answer"),
        (lambda r: r.send(200, b"<html>welcome", "text/html"), MachineError, "not what an OpenAI-compatible endpoint"),
        (lambda r: r.send(200, b'{"choices": []}'), MachineError, "not what an OpenAI-compatible endpoint"),
    ],
)  # fmt: skip
def test_an_endpoint_that_fails(endpoint: Endpoint, answer: Answer, error: type[Exception], message: str) -> None:
    endpoint.answers = [answer]
    with pytest.raises(error, match=f"(?s){message}") as raised:
        read()
    assert "very-secret" not in str(raised.value)
    assert len(endpoint.asked) == 1


def test_a_connection_that_breaks_off(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inquest.extract._llm_client.RETRIES", 1)
    endpoint.answers = [breaks_off]
    with pytest.raises(MachineError, match="broke off before the answer was whole"):
        read()
    assert len(endpoint.asked) == 2


def test_an_endpoint_that_is_too_slow(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inquest.extract._llm_client.RETRIES", 1)
    monkeypatch.setenv("INQUEST_LLM_TIMEOUT", "0.2")
    endpoint.answers = [dawdles(0.6, gives(LEVEL))]
    with pytest.raises(MachineError, match=r"no whole answer within 0.2 seconds an attempt \(INQUEST_LLM_TIMEOUT\)"):
        read()


def test_an_endpoint_that_trickles(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    """A byte now and then keeps a connection alive; the limit on all attempts together ends it."""
    monkeypatch.setenv("INQUEST_LLM_TIMEOUT", "0.3")
    endpoint.answers = [trickles]
    with pytest.raises(MachineError, match=r"no whole answer within 0\.3 seconds an attempt"):
        read()


def test_a_redirect_is_not_followed(endpoint: Endpoint) -> None:
    elsewhere = endpoint.url.replace("127.0.0.1", "localhost") + "/chat/completions"
    endpoint.answers = [lambda r: r.send(307, b"", Location=elsewhere)]
    with pytest.raises(UsageError, match=r"answers with a redirect \(status 307\), which is not followed.*--llm-url"):
        read()
    assert len(endpoint.asked) == 1


def test_nobody_there(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inquest.extract._llm_client.RETRIES", 0)
    with pytest.raises(MachineError, match=r"127\.0\.0\.1:9 gave no usable answer: it can't be reached"):
        read(url="http://127.0.0.1:9/v1")


def test_an_answer_cut_off_at_its_limit_is_kept_in_part(endpoint: Endpoint) -> None:
    whole = json.dumps({"entries": [LEVEL, CALL, entry("Nobody saw it coming")]})
    endpoint.answers = [says(whole[: whole.index("Nobody saw")], "length"), gives(LEVEL)]
    found = read()
    assert (len(found.claims), found.statements[2].not_checkable) == (1, "call")
    assert found.notes == (
        "llm: piece 1 of 1 (characters 0 to 168) was read in part: the answer was cut off; what it held is kept.",
    )
    assert found.unread == 1
    assert [s.reason for s in found.statements][3] == "not read: the answer was cut off before it"
    read()
    assert len(endpoint.asked) == 2, "half an answer is not kept for the next run"


LONG = "\n\n".join(
    f"In year {n} more than {n} people were killed in Helmand. " + "Fighting went on. " * 39 for n in range(100, 124)
)


def test_a_long_text_goes_in_pieces_of_whole_sentences(endpoint: Endpoint) -> None:
    endpoint.answers = [gives()]
    read(LONG)
    made = document(LONG)
    asked = [r.text for r in endpoint.asked]
    assert len(asked) > 1
    assert "".join("".join(a.split()) for a in asked) == "".join(LONG.split())
    whole = {s.text for s in made.sentences}
    assert all(len(a) <= 6000 and a.split(". ")[-1] in whole and a.startswith(("In year", "Fighting")) for a in asked)


def test_a_title_costs_no_request_of_its_own(endpoint: Endpoint) -> None:
    text = "Field report\n5 May 2010\n\n" + TEXT.partition("\n\n")[2]
    endpoint.answers = [gives(LEVEL)]
    assert "furniture" in {s.role for s in document(text).sentences}
    (claim,) = read(text).claims
    assert text[claim.start : claim.end] == claim.quote == KILLED
    (request,) = endpoint.asked
    assert "Field report" in request.text
    assert "5 May 2010" not in request.text


def test_a_text_that_would_run_up_a_bill(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inquest.extract.llm.MOST", 3)
    with pytest.raises(InputError, match=r"would take 4 requests to the model.*at most 3 in one run.*cut the text"):
        read(LONG)
    assert endpoint.asked == []


def test_one_piece_of_two_fails(endpoint: Endpoint) -> None:
    first = entry("In year 100 more than 100 people were killed in Helmand", "level", places="Helmand")
    endpoint.answers = [gives(first), says("I would rather not.")]
    found = read(LONG)
    assert len(found.claims) == 1
    assert found.notes[0].startswith("llm: piece 2 of ")
    assert found.notes[0].endswith("was not read: the answer is not the JSON that was asked for.")
    unread = [s for s in found.statements if s.reason == "not read: the answer is not the JSON that was asked for"]
    assert len(unread) > 100
    asked = len(endpoint.asked)
    endpoint.answers = [gives()]
    assert len(read(LONG).claims) == 1
    assert len(endpoint.asked) == 2 * asked - 1, "what was answered is not asked again"


def test_after_a_refusal_no_more_is_asked(endpoint: Endpoint) -> None:
    first = entry("In year 100 more than 100 people were killed in Helmand", "level", places="Helmand")
    endpoint.answers = [gives(first), fails(402, "no credit")]
    found = read(LONG)
    assert len(endpoint.asked) == 2
    assert len(found.claims) == 1
    assert "not asked: says that the quota or credit is used up" in found.notes[1]


# settings -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("INQUEST_LLM_URL", "", "was given no address.*INQUEST_LLM_URL=http://localhost:11434/v1"),
        ("INQUEST_LLM_MODEL", " ", "was given no model.*--llm-model"),
        ("INQUEST_LLM_URL", "localhost:8000", "no web address.*http://"),
        ("INQUEST_LLM_URL", "ftp://localhost/v1", "no web address"),
        ("INQUEST_LLM_URL", "http://localhost:99999/v1", "no web address"),
        ("INQUEST_LLM_URL", "http://[::1/v1", "no web address"),
        (
            "INQUEST_LLM_URL",
            "https://me:sk-very-secret@host/v1",
            "holds a user, a password or a query.*INQUEST_LLM_KEY",
        ),
        ("INQUEST_LLM_URL", "https://host/v1?key=sk-very-secret", "holds a user, a password or a query"),
        ("INQUEST_LLM_TIMEOUT", "soon", "INQUEST_LLM_TIMEOUT is 'soon'.*seconds above 0"),
        ("INQUEST_LLM_TIMEOUT", "0", "seconds above 0"),
        ("INQUEST_LLM_PRICE", "1", "INQUEST_LLM_PRICE is '1'.*0.5,1.5"),
        ("INQUEST_LLM_PRICE", "-1,2", "0.5,1.5"),
    ],
)
def test_settings(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch, name: str, value: str, message: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(UsageError, match=message) as raised:
        read()
    assert "very-secret" not in str(raised.value)
    assert endpoint.asked == []


def test_a_pasted_path_is_no_hindrance(endpoint: Endpoint) -> None:
    endpoint.answers = [gives(LEVEL)]
    assert len(read(url=f"{endpoint.url}/chat/completions/").claims) == 1


def test_without_the_library(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pydantic_ai.models.openai", None)
    with pytest.raises(
        MachineError, match=r"not installed \(pydantic_ai.models.openai\).*pip install 'inquest\[llm\]'"
    ):
        read()


def test_inside_a_running_loop(endpoint: Endpoint) -> None:
    """A notebook has one."""
    import asyncio

    endpoint.answers = [gives(LEVEL)]

    async def cell() -> int:
        return len(read().claims)

    assert asyncio.run(cell()) == 1
