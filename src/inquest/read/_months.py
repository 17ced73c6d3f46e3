"""Names of months as datelines write them, in the languages that a text may come in."""

_NAMES = {
    1: "january jan января январь січня يناير",
    2: "february feb февраля февраль лютого فبراير شباط",
    3: "march mar марта март березня مارس آذار",
    4: "april apr апреля апрель квітня أبريل ابريل نيسان",
    5: "may мая май травня مايو أيار",
    6: "june jun июня июнь червня يونيو حزيران",
    7: "july jul июля июль липня يوليو تموز",
    8: "august aug августа август серпня أغسطس اغسطس آب",
    9: "september sept sep сентября сентябрь вересня سبتمبر أيلول",
    10: "october oct октября октябрь жовтня أكتوبر اكتوبر",
    11: "november nov ноября ноябрь листопада نوفمبر",
    12: "december dec декабря декабрь грудня ديسمبر",
}
_TWO_WORDS = {"كانون الثاني": 1, "تشرين الأول": 10, "تشرين الثاني": 11, "كانون الأول": 12}

MONTHS: dict[str, int] = {word: number for number, names in _NAMES.items() for word in names.split()} | _TWO_WORDS
"""Name in small letters -> number of the month."""
