"""Syllables of English words by rule, with a table of exceptions."""

import csv
import re
from functools import lru_cache
from importlib.resources import files

_GROUPS = re.compile(r"[aeiouy]+")
_COMPOUND = (
    "ments?|ful(?:ly)?|less|ness|ly|some|times?|where|lines?|things?|bod(?:y|ies)|ones?|heads?|hoods?"
    "|holds?|what|fore|spans?|long|makers?|givers?|spread|styles?|ty|ties|lets?|works?|stones?|days?"
)
_LESS = re.compile(
    r"(?<=[aeiouy])[^aeiouy]+e$(?<![^aeiouylr]le)"  # dose, not table
    r"|[^aeiouylszxcg]es$(?<!ches)(?<!shes)|[aeiouy][lr]es$"  # rates, not rashes
    r"|[^aeiouytdl]ed$|[aeiouyl]led$"  # used, not treated
    r"|[gq]ues?$|ically$"  # fatigue, typically
    rf"|(?<=[aeiouy])[^aeiouy]+e(?=(?:{_COMPOUND})$)(?<![^aeiouylr]le)"  # someone
)
_PREFIXES = "osteo|gastro|cardio|neuro|micro|macro|intra|anti|auto|hypo|extra|ultra|semi|neo"
_MORE = re.compile(
    r"(?<![tcsg])ia(?!r|t)|ia(?=t)|[dhl]ia(?=r)(?!liar)|(?<![tcsgxnh])(?<!ll)io|io(?=s?$)|angio"
    r"|iu(?=m)|(?<![tscgx])iu|(?<![gc])eo(?!u)|(?<![gct])eou|(?<![gq])ua(?!r)|uar(?=y)|uou|uo(?=d)"
    r"|(?<![gq])ue(?=n)|(?<![gqb])ui(?=ds?$|ty|ci)|[aeiouy]ing|(?<![tcsg])ie(?=nt|nc|t)|iet(?=y)"
    r"|^sci(?=en)|[iy]er(?=s?$)|iest$|[ai]sms?$|thm$|[sd]n't$|^(?:re)?creat|^react|coag(?=ul)"
    r"|^(?:cooper|coordin|coexist|coinf|reassess|reeval|reabs|preop|preex)"
    r"|(?<=[aeiouy])[^aeiouy]+ea(?=[lr]?s?$)|oea(?=s?$)|eu(?=s$|m$)|[ae]ic(?!e)|ei(?=ty)|ao(?=r)"
    rf"|(?<=[mrl])y[oe](?=[a-z])|yo$|eyo|yone|^(?:{_PREFIXES})(?=[aeiou])"
)


@lru_cache(maxsize=50_000)
def syllables(word: str) -> int:
    """How many syllables an English word has; at least one.

    >>> [syllables(w) for w in ("dose", "asthma", "medicine", "corticosteroid", "area")]
    [1, 2, 3, 5, 3]
    """
    word = word.casefold().replace("’", "'").removesuffix("'s")
    known = _exceptions().get(word)
    if known is not None:
        return known
    count = len(_GROUPS.findall(word)) + len(_MORE.findall(word)) - len(_LESS.findall(word))
    return max(1, count)


@lru_cache(maxsize=1)
def _exceptions() -> dict[str, int]:
    path = files("citewell.text") / "data" / "syllable_exceptions.tsv"
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines(), delimiter="\t")
    return {row["word"]: int(row["syllables"]) for row in rows}
