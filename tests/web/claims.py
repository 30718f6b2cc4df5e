"""What may never be said: claims about illness, and names of illnesses."""

import re
from collections.abc import Iterable, Iterator

from webapp.domain.catalogue import Catalogue

# content rules: what must not be said, in each language; then illnesses nothing here acts on.
CLAIMS = {
    "en": r"""\btreat(s|ed|ing|ment)?\b|\bcur(e|es|ed|ing)\b|\bheal(s|ed|ing)?\b|\bprevent
        |\breliev|\brelief\b|\brehabilit|\btherap(?!ist)|\bmedicin|\bprophyla|\bclinically\b|\bproven\b
        |doctor-approved|\bguarantee|\bcirculation\b|\boxygen|\blymph|\bdetox|\btoxin
        |\bimproves?\b|\bremoves? headache|\breleases? energy|\bblood flow\b|\bmetabolism
        |\bposture (gets|becomes|straightens)|in (3|three) sessions|\brejuvenat""",
    "ru": r"""\bлеч(ит|ить|ат|ение|ения|ебн)|\bвылеч|\bизлеч|\bисцел|\bпрофилакт|\bпредотвра
        |\bпредупрежда(ет|ют) бол|\bизбав(ит|ля)|\bснима(ет|ют) бол|\bоблегч|\bреабилит|\bтерап
        |\bкровообращ|\bкислород|\bлимф(?!оуз)|\bтоксин|\bшлак|\bулучша(ет|ют)|\bклинически|\bдоказан
        |\bгарант|\bэнерги|\bвыпрямля|\bомолаж|за (3|три) (занятия|сеанса)|\bнормализ""",
}
ILLNESSES = {
    "en": r"""osteochondr|migraine|slipped disc|herniat|hernia|spondyl|scolios|arthr|osteopor
        |hypertens|\bmini-stroke|\b(?:had|after)\ a\ stroke|insomni|\banxiety|depressi|diabet|cancer
        |tumou?r|sciatica|neuralg|vertigo|tinnitus|epilep|glaucoma|asthma|\bcopd\b|thrombos|aneurysm
        |whiplash|torticollis""",
    "ru": r"""остеохондр|мигрен|грыж|протрузи|спондил|сколиоз|артрит|артроз|остеопор|гипертон
        |инсульт|инфаркт|бессонниц|тревожн|депресс|диабет|\bрак(а|ом|е)?\b|опухол|радикулит|невралг
        |вертиго|эпилеп|глауком|астм|хобл|тромбоз|аневризм|кривоше""",
}


def claims_in(text: str, language: str, allowed: Iterable[str]) -> Iterator[str]:
    """What of a text is said that must not be, leaving out the sentences that may."""
    for sentence in sorted(allowed, key=len, reverse=True):
        text = text.replace(sentence, " ")
    for pattern in (CLAIMS[language], ILLNESSES[language]):
        for found in re.finditer(pattern, text, re.IGNORECASE | re.VERBOSE):
            yield text[max(0, found.start() - 40) : found.end() + 40]


def may_be_said(catalogue: Catalogue) -> set[str]:
    """Sentences that name illness on purpose: the check's, the sources' and the disclaimer."""
    check = {text for each in catalogue.questions for text in (each.ask, each.message)}
    sources = {each.what for each in catalogue.references.values()}
    return check | sources | {catalogue.disclaimer.short}
