"""Names of months as datelines write them, in the languages that a text may come in."""

_NAMES = {
    1: "january jan января январь січня يناير січень janvier enero januar jänner gennaio janeiro ocak stycznia",
    2: "february feb февраля февраль лютого فبراير شباط лютий février "
    "fevrier febrero februar febbraio fevereiro şubat lutego",
    3: "march mar марта март березня مارس آذار березень mars marzo märz março mart marca",
    4: "april apr апреля апрель квітня أبريل ابريل نيسان квітень avril abril aprile nisan kwietnia",
    5: "may мая май травня مايو أيار травень mai mayo maggio maio mayıs maja",
    6: "june jun июня июнь червня يونيو حزيران червень juin junio juni giugno junho haziran czerwca",
    7: "july jul июля июль липня يوليو تموز липень juillet julio juli luglio julho temmuz lipca",
    8: "august aug августа август серпня أغسطس اغسطس آب серпень août aout agosto ağustos sierpnia",
    9: "september sept sep сентября сентябрь вересня سبتمبر أيلول вересень "
    "septembre septiembre settembre setembro eylül września",
    10: "october oct октября октябрь жовтня أكتوبر اكتوبر жовтень octobre "
    "octubre oktober ottobre outubro ekim października",
    11: "november nov ноября ноябрь листопада نوفمبر листопад novembre noviembre novembro kasım listopada",
    12: "december dec декабря декабрь грудня ديسمبر грудень décembre decembre "
    "diciembre dezember dicembre dezembro aralık grudnia",
}
_TWO_WORDS = {"كانون الثاني": 1, "تشرين الأول": 10, "تشرين الثاني": 11, "كانون الأول": 12}

MONTHS: dict[str, int] = {word: number for number, names in _NAMES.items() for word in names.split()} | _TWO_WORDS
"""Name in small letters -> number of the month."""
