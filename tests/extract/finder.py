"""A small NameFinder for unit tests: names, not text, decide; the product's gazetteer is tested in tests/resolve."""

import re

from inquest.contracts import NameHit

ACTORS = {
    "islamic-state": "ISIS|ISIL|IS|Daesh|Islamic State|the Islamic State",
    "government-of-syria": "the Assad regime|Assad regime|Assadists|Damascus|the regime|Assad|Bashar al-Assad|"
    "Syrian government|Syrian army|the Syrian army|Syrian Air Force|government of Syria|Syria",
    "government-of-russia": "Russia|Moscow|the Kremlin|Putinists|Putin|Russian air force",
    "government-of-united-states": "the U.S.|U.S.|the United States|Americans|the Americans|SENTCOM|American "
    "SENTCOM|US|Washington",
    "us-led-coalition": "international coalition|the Coalition|the coalition|US-led Coalition|Coalition",
    "sdf": "SDF|YPG|the Kurds|Kurds|Syrian Democratic Forces",
    "syrian-rebels": "Syrian rebels|Syrian rebel|rebels|the opposition|the rebels|resistance forces|Rebels|"
    "moderate rebels",
    "government-of-iraq": "Iraqi government|government army in Iraq|Iraqi army|Baghdad|Iraq",
    "damascus-bloc": "Assadist-Russian-Iranian forces",
    "mahdi-army": "Mahdi Army",
    "civilians": "civilians",
    "taliban": "Taliban|the Taliban",
    "boko-haram": "Boko Haram",
    "houthis": "Houthis|the Houthis",
    "al-shabaab": "al-Shabaab|Al-Shabaab",
    "aqim": "al-Qaeda in the Islamic Maghreb|AQIM",
    "nusra": "al-Nusra|Nusra Front",
    "jund": "Jund al-Aqsa",
    "government-of-algeria": "Algerian government",
    "tigers": "Tamil Tigers|the Tigers",
    "farc": "FARC",
}
PLACES = {
    "syria": "Syria",
    "iraq": "Iraq",
    "iq-mosul": "Mosul",
    "sy-idlib": "Idlib",
    "iq-anbar": "Anbar",
    "sy-deir-ez-zor": "Deir ez-Zor|Deir Ezzor",
    "iq-nineveh": "Nineveh",
    "sy-tartus": "Tartus",
    "sy-tadmur": "Tadmor|Palmyra",
    "badia": "Badia desert|Badia",
    "libya": "Libya",
    "town-raqqa": "Raqqa",
    "town-aleppo": "Aleppo",
    "town-damascus": "Damascus",
    "russia": "Russia",
    "town-moscow": "Moscow",
    "town-homs": "Homs",
    "town-hama": "Hama",
    "town-ramadi": "Ramadi",
    "town-tikrit": "Tikrit",
    "shadadi": "al-Shadadi",
    "tabqa": "Tabqa",
    "niger": "Niger",
    "mali": "Mali",
    "benin": "Benin",
    "togo": "Togo",
    "burkina": "Burkina Faso",
    "chad": "Chad",
    "nigeria": "Nigeria",
    "sambisa": "Sambisa Forest",
    "helmand": "Helmand",
    "w-park": "W National Park",
    "kunduz": "Kunduz",
    "yemen": "Yemen",
    "somalia": "Somalia",
    "ukraine": "Ukraine",
    "donetsk": "Donetsk",
    "luhansk": "Luhansk",
    "kidal": "Kidal",
    "gao": "Gao",
    "timbuktu": "Timbuktu",
    "goma": "Goma",
    "sudan": "Sudan",
    "colombia": "Colombia",
    "bakhmut": "Bakhmut",
    "kismayo": "Kismayo",
    "bunia": "Bunia",
    "dessie": "Dessie",
    "garamba": "Garamba",
    "borno": "Borno",
    "sanaa": "Sanaa",
    "angola": "Angola",
    "darfur": "Darfur",
    "atshan": "Atshan",
    "tamanaa": "al-Tamanaa",
    "maan": "Maan",
    "sirte": "Sirte",
}
DEMONYMS = (
    "Russian|Syrian|American|U.S.|French|British|Iraqi|Turkish|Israeli|Kenyan|Malian|Ethiopian|Ugandan|"
    "Saudi|Assad|Tigrayan|Afghan|Yemeni"
)
PERSONS = "James Jeffrey|Jeffrey|Rami Abdulrahman"
BODIES = (
    "White House|Syrian Observatory for Human Rights|the Observatory|Observatory|SANA|Amnesty International|Amnesty"
)


def _alternatives(words: str) -> re.Pattern[str]:
    names = sorted(words.split("|"), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)")


class SmallFinder:
    """Longest first, per what."""

    def __init__(self) -> None:
        self.groups = [("actor", ids, _alternatives(words)) for ids, words in ACTORS.items()]
        self.groups += [("place", ids, _alternatives(words)) for ids, words in PLACES.items()]
        self.groups += [
            (w, "", _alternatives(p)) for w, p in (("demonym", DEMONYMS), ("person", PERSONS), ("body", BODIES))
        ]

    def find(self, text: str) -> tuple[NameHit, ...]:
        hits = [
            NameHit(m.start(), m.end(), what, (name,) if name else ())
            for what, name, pattern in self.groups
            for m in pattern.finditer(text)
        ]
        hits.sort(key=lambda h: (h.start, -h.end))
        kept: list[NameHit] = []
        for hit in hits:
            if not any(k.what == hit.what and k.start < hit.end and hit.start < k.end for k in kept[-12:]):
                kept.append(hit)
        return tuple(kept)
