"""Words of a text as they are compared: folded, with their offsets; stems, numbers and negators among them."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_MARKS = "\u0300-\u036f\u064b-\u065f\u0591-\u05c7"
_LETTERS = rf"[^\W\d_](?:[^\W\d_]|[{_MARKS}])*"
_TOKEN = re.compile(
    r"\[(?:\.{2,}|…)\]|\((?:\.{2,}|…)\)|…|\.{3,}"  # an ellipsis
    rf"|\[[^\W\d_]\](?:{_LETTERS})?"  # "[T]he": one letter changed
    r"|\[[^\]\n]{1,200}\]"  # the editor's words
    r"|\d+(?:[.,\u00a0\u202f]\d+)*"
    r"|(?:[^\W\d_]\.){2,}"  # U.S.
    rf"|{_LETTERS}(?:['’ʼ]{_LETTERS})*"
    r"|%|[.!?;:,()\n—–]"
)
ELLIPSIS = "…"
STOPS = frozenset(".!?;:,()\n—–")
"""Marks kept among the tokens: they end the reach of a negator, and are left out of comparison."""


@dataclass(frozen=True)
class Token:
    """A word with its offsets. ``word``: folded; ``mark``: a punctuation mark, ellipsis or the editor's words."""

    word: str
    start: int
    end: int
    raw: str
    mark: str = ""


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Words and marks of a stretch of a text; offsets are of the whole text."""
    return [_token(m) for m in _TOKEN.finditer(text, start, len(text) if end is None else end)]


def _token(match: re.Match[str]) -> Token:
    raw = match.group()
    at = (match.start(), match.end())
    if raw in STOPS:
        return Token("", *at, raw, raw)
    if raw[0] in "…." or raw.strip("[]().…") == "":
        return Token("", *at, raw, ELLIPSIS)
    if raw[0] == "[" and raw[2:3] != "]":
        return Token("", *at, raw, "[")
    return Token(_folded(raw), *at, raw)


@lru_cache(maxsize=65536)
def _folded(raw: str) -> str:
    """A word without case, apostrophes, dots and separators of thousands.

    >>> [_folded(w) for w in ("Don’t", "U.S.", "1,000", "[T]he", "%", "2.5")]
    ['dont', 'us', '1000', 'the', 'percent', '2.5']
    """
    if raw == "%":
        return "percent"
    if raw[0].isdigit():
        return re.sub(r"[,\u00a0\u202f](?=\d{3}(?!\d))", "", raw)
    word = unicodedata.normalize("NFKC", raw).casefold()
    return re.sub(r"['’ʼ.\[\]]", "", word)


def plain(found: list[Token]) -> list[Token]:
    """Words only, "per cent" as one."""
    words = [t for t in found if not t.mark]
    out: list[Token] = []
    for t in words:
        if t.word == "cent" and out and out[-1].word == "per":
            out[-1] = Token("percent", out[-1].start, t.end, out[-1].raw + t.raw)
        else:
            out.append(t)
    return out


_FORMS = """
fought:fight took:take taken:take went:go gone:go held:hold kept:keep lost:lose won:win struck:strike shot:shoot
left:leave began:begin begun:begin fell:fall fallen:fall gave:give given:give came:come sent:send met:meet made:make
built:build brought:bring bought:buy broke:break broken:break chose:choose drove:drive driven:drive fled:flee
found:find grew:grow grown:grow knew:know known:know led:lead paid:pay rose:rise risen:rise saw:see seen:see
spoke:speak spoken:speak stood:stand understood:understand stole:steal swore:swear taught:teach thought:think
withdrew:withdraw withdrawn:withdraw wrote:write written:write died:die dying:die dead:die death:die men:man
women:woman children:child
"""
_IRREGULAR = dict(pair.split(":") for pair in _FORMS.split())
_ENDINGS = "ations ation ments ment ingly edly ings ing ers ies ied ed es er ly ion ions s e y"
_ENDS = tuple(sorted(_ENDINGS.split(), key=len, reverse=True))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word without its ending: a rough stem, by which forms of one word meet.

    >>> [stem(w) for w in ("attacks", "attacked", "attacking", "fought", "destroyed", "villages", "войсками")]
    ['attack', 'attack', 'attack', 'fight', 'destroy', 'villag', 'войск']
    """
    word = _IRREGULAR.get(word, word)
    if not word.isascii():
        return word if len(word) <= 4 else word[: max(4, len(word) - 3)]
    for end in _ENDS:
        if word.endswith(end) and len(word) - len(end) >= 4:
            return word[: -len(end)]
    return word


_FUNCTION = """
a an the this that these those and or but nor so yet if then than as of at by for from in into on onto to with
within without about against between during through over under after before up down out off again i me my we us our
ours you your he him his she her hers it its they them their theirs who whom whose which what when where why how all
any both each few more most other some such own same too very just also even is am are was were be been being have
has had having do does did doing will would shall should can could may might must ought there here now not no never
none neither cannot wont dont doesnt didnt isnt arent wasnt werent hasnt havent hadnt wouldnt couldnt shouldnt cant
mustnt say says said saying tell tells told state states stated report reports reported claim claims claimed
according add adds added insist insists insisted announce announced declare declared argue argued warn warned stress
stressed note noted explain explained confirm confirmed acknowledge acknowledged that one ones while because since
until per и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по ее мне было вот от меня
еще нет о из ему теперь когда даже ну ли если уже или ни быть был него до вас они тут где есть для мы тебя их чем
была сам чтоб без будто это эти этот сказал сказала заявил заявила отметил подчеркнул сообщил по-словам
"""
FUNCTION_WORDS = frozenset(_FUNCTION.split())
"""Words that carry no substance: left out where likeness is measured."""

_NEGATING = """
not no never none nobody nothing nowhere neither nor without cannot cant wont hardly unable incapable fail fails
failed failing refuse refuses refused refusing deny denies denied denying lack lacks lacked reject rejects rejected
dismiss dismisses dismissed не нет ни никогда никто ничего без
"""
NEGATORS = frozenset(_NEGATING.split())


def negates(token: Token) -> bool:
    """Whether a word turns what follows into its opposite.

    >>> [negates(t) for t in tokens("not don’t cannot point")]
    [True, True, True, False]
    """
    return token.word in NEGATORS or bool(re.search(r"n['’]t$", token.raw, re.IGNORECASE))
