"""Stated amounts in Russian: digits and words, with the bounds that the words put on them."""

import re

from inquest.extract._quantities import Amount

_ONES = {
    "один": 1, "одна": 1, "одно": 1, "одного": 1, "одной": 1, "одну": 1, "два": 2, "две": 2, "двух": 2, "двое": 2,
    "двоих": 2, "три": 3, "трех": 3, "трое": 3, "троих": 3, "четыре": 4, "четырех": 4, "четверо": 4, "четверых": 4,
    "пять": 5, "пяти": 5, "пятеро": 5, "шесть": 6, "шести": 6, "шестеро": 6, "семь": 7, "семи": 7, "семеро": 7,
    "восемь": 8, "восьми": 8, "девять": 9, "девяти": 9, "десять": 10, "десяти": 10, "одиннадцать": 11,
    "двенадцать": 12, "двенадцати": 12, "тринадцать": 13, "четырнадцать": 14, "пятнадцать": 15, "пятнадцати": 15,
    "шестнадцать": 16, "семнадцать": 17, "восемнадцать": 18, "девятнадцать": 19, "двадцать": 20, "двадцати": 20,
    "тридцать": 30, "тридцати": 30, "сорок": 40, "сорока": 40, "пятьдесят": 50, "пятидесяти": 50, "шестьдесят": 60,
    "шестидесяти": 60, "семьдесят": 70, "восемьдесят": 80, "девяносто": 90, "сто": 100, "ста": 100, "двести": 200,
    "двухсот": 200, "триста": 300, "трехсот": 300, "четыреста": 400, "четырехсот": 400, "пятьсот": 500, "пятисот": 500,
    "шестьсот": 600, "семьсот": 700, "восемьсот": 800, "девятьсот": 900,
}  # fmt: skip
_SCALES = (("тысяч", 1e3), ("тыс", 1e3), ("миллион", 1e6), ("млн", 1e6), ("миллиард", 1e9), ("млрд", 1e9))
_VAGUE = {
    "десятки тысяч": 20000.0, "десятков тысяч": 20000.0, "сотни тысяч": 200000.0, "сотен тысяч": 200000.0,
    "десятки": 24.0, "десятков": 24.0, "десятками": 24.0, "сотни": 200.0, "сотен": 200.0, "сотнями": 200.0,
    "тысячи": 2000.0, "тысячами": 2000.0, "миллионы": 2e6, "миллионов": 2e6, "несколько десятков": 24.0,
    "нескольких десятков": 24.0, "несколько сотен": 200.0, "нескольких сотен": 200.0, "несколько тысяч": 2000.0,
    "нескольких тысяч": 2000.0, "несколько": 2.0, "нескольких": 2.0, "горстка": 2.0, "пара": 2.0, "дюжина": 12.0,
}  # fmt: skip
_FRACTIONS = {
    "половин": 50.0, "трет": 33.3333, "четверт": 25.0, "пят": 20.0, "десят": 10.0, "шест": 16.6667, "восьм": 12.5,
}  # fmt: skip
_MULTIPLES = {"вдвое": 2.0, "втрое": 3.0, "вчетверо": 4.0, "впятеро": 5.0, "вдесятеро": 10.0, "дважды": 2.0}

_OPS = (
    (">=", r"не менее(?: чем)?|не меньше(?: чем)?|как минимум|по меньшей мере|по крайней мере|минимум"),
    ("<=", r"не более(?: чем)?|не больше(?: чем)?|максимум|от силы|до|едва ли не больше|едва"),
    (">", r"(?:намного |гораздо |значительно )?(?:более чем|более|больше чем|больше|свыше|сверх)"),
    ("<", r"(?:намного |гораздо |значительно )?(?:менее чем|менее|меньше чем|меньше)"),
    ("~", r"около|порядка|примерно|приблизительно|почти|без малого|где-то|чуть более|чуть менее|чуть больше"),
    ("=", r"ровно|только|лишь|всего лишь|всего|аж|целых|ещ[её]|в общей сложности"),
)
_OP_WORDS = "|".join(f"(?P<o{i}>{words})" for i, (_, words) in enumerate(_OPS))
_WORD = "|".join(sorted(_ONES, key=len, reverse=True)).replace("е", "[её]")
_DIGITS = r"\d{1,3}(?:[  \u202f.]\d{3})+(?!\d)|\d+(?:,\d+)?"
_SCALE = r"(?: ?(?:тысяч[аиу]?|тыс\.?|миллион(?:а|ов)?|млн\.?|миллиард(?:а|ов)?|млрд\.?)(?!\w))"
_PERCENT = r"(?: ?%| ?процент(?:а|ов|ами|ах)?(?!\w))"
_SIMPLE = rf"(?:(?:{_DIGITS}|(?:{_WORD})(?: (?:{_WORD})){{0,3}}){_SCALE}?|(?:тысяча|тысячу|миллион)(?!\w))"
_TIMES = r"(?:-?кратн\w+| раза?(?!\w))"
_VAGUE_WORDS = "|".join(sorted(_VAGUE, key=len, reverse=True))
_PATTERN = re.compile(
    rf"(?<![\w@.,-])(?:(?:{_OP_WORDS}) (?:на )?)?(?:"
    rf"(?P<share>(?:на|в)половину|половин(?:а|ы|у|ой|е)(?! (?:года|{_DIGITS}))|"
    rf"(?:(?P<top>две|двух|три|тр[её]х|четыре|одна|одну|одной) )?"
    rf"(?:трет(?:ь|и|ью|ей)|четверт(?:ь|и|ью|ей)|пят(?:ая|ой|ую|ых)|десят(?:ая|ой|ую|ых)|восьм(?:ая|ой|ую|ых))"
    rf"(?: част(?:ь|и|ью|ей))?)|"
    rf"(?P<of>(?:{_WORD}|\d{{1,2}}) из (?:каждых )?(?:{_WORD}|\d{{1,3}}))(?! \d)|"
    rf"(?:от |с )?(?P<low>{_DIGITS}) ?(?:-|–|—|до) ?(?P<high>{_DIGITS})"
    rf"(?P<rangescale>{_SCALE})?(?P<rangepct>{_PERCENT})?|"
    rf"(?:в )(?P<ratio>{_SIMPLE}|несколько|полтора){_TIMES}|"
    rf"(?P<number>{_SIMPLE})(?P<pct>{_PERCENT})?|"
    rf"(?P<multiple>{'|'.join(_MULTIPLES)})|"
    rf"(?P<most>большинств(?:о|а|е|ом)|подавляющее большинство|больш(?:ая|ую|ей|ой) част(?:ь|и|ью))|"
    rf"(?P<vague>{_VAGUE_WORDS})"
    rf")(?![\w@-])",
    re.IGNORECASE,
)


def number(words: str) -> float:
    """The value of a number in digits or words.

    >>> [number(w) for w in ("4 000", "двести пятьдесят", "1,5 млн", "пять тыс.", "тысяча")]
    [4000.0, 250.0, 1500000.0, 5000.0, 1000.0]
    """
    low = words.lower().replace("ё", "е").strip()
    scale = next((value for name, value in _SCALES if name in low), 1.0)
    digits = re.match(_DIGITS, low)
    if digits:
        plain = re.sub(r"[  \u202f.]", "", digits.group()).replace(",", ".")
        return float(plain) * scale
    total = sum(_ONES.get(word, 0) for word in re.findall(r"[а-я]+", low))
    return (total or 1.0) * scale


def _value(  # noqa: PLR0911 - one return per form of amount
    match: "re.Match[str]",
) -> tuple[float, float | None, str, str | None]:
    """Value, high end, unit, and the operator that the words imply if none is stated."""
    g = match.groupdict()
    if g["share"]:
        words = g["share"].lower().replace("ё", "е").replace("наполов", "полов").replace("вполов", "полов").split()
        part = next(v for k, v in _FRACTIONS.items() if any(w.startswith(k) for w in words[-2:]))
        top = number(g["top"]) if g["top"] else 1.0
        return (round(top * 100 / 3, 4) if part == 33.3333 else part * top), None, "%", None
    if g["of"]:
        top_words, bottom = re.split(r" из (?:каждых )?", g["of"], maxsplit=1, flags=re.IGNORECASE)
        return round(100.0 * number(top_words) / max(number(bottom), 1.0), 4), None, "%", None
    if g["low"]:
        scale = number("1" + g["rangescale"]) if g["rangescale"] else 1.0
        low, high = number(g["low"]) * scale, number(g["high"]) * scale
        return low, high, "%" if g["rangepct"] else "", "between"
    if g["ratio"]:
        plain = {"несколько": 3.0, "полтора": 1.5}.get(g["ratio"].lower())
        return (plain or number(g["ratio"])), None, "ratio", ">" if g["ratio"].lower() == "несколько" else None
    if g["number"]:
        return number(g["number"]), None, "%" if g["pct"] else "", None
    if g["multiple"]:
        return _MULTIPLES[g["multiple"].lower()], None, "ratio", None
    if g["most"]:
        return 50.0, None, "%", ">"
    return _VAGUE[g["vague"].lower()], None, "", ">="


def find_amounts(text: str, taken: list[tuple[int, int]]) -> list[Amount]:
    """Amounts in a sentence outside the ``taken`` stretches (times, names), in order.

    >>> [(a.op, a.value, a.unit) for a in find_amounts("Более трети из 4000, лишь 13%, не менее 200 и сотни", [])]
    [('>', 33.3333, '%'), ('=', 4000.0, ''), ('=', 13.0, '%'), ('>=', 200.0, ''), ('>=', 200.0, '')]
    """
    found: list[Amount] = []
    for match in _PATTERN.finditer(text):
        if any(match.start() < b and a < match.end() for a, b in taken) or _pronoun(match, text):
            continue
        value, high, unit, implied = _value(match)
        stated = next((op for i, (op, _) in enumerate(_OPS) if match.group(f"o{i}")), None)
        op = implied if implied == "between" else stated or implied or "="
        if implied == ">=" and stated in {"=", "~", ">"}:
            op = ">="
        found.append(Amount(match.start(), match.end(), op, value, high, unit))
    return found


def _pronoun(match: "re.Match[str]", text: str) -> bool:
    """Whether "один" is a pronoun ("один из", "ни один") rather than a number."""
    word = match.group().lower()
    if not re.fullmatch(r"од(?:ин|на|но|ного|ной|ну)", word):
        return False
    before = text[max(0, match.start() - 3) : match.start()].lower()
    return before == "ни " or bool(re.match(r" (?:из|и тот|за|друг)", text[match.end() : match.end() + 8]))
