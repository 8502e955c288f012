"""How the parts of a definition are said: words, numbers with their unit, clauses."""

from collections.abc import Iterable
from decimal import Decimal

from campaigns.parts import Source, Words
from locales import amount, translator

MILLIONS_PER_YI = 100


class Sayer:
    """Finds the words of a language for definitions: `say("period", start=…)`."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._t = translator(language)
        self._is_chinese = language.startswith("zh")

    def __call__(self, key: str, **values: object) -> str:
        """The text of `definition.<key>`. KeyError if there is none."""
        return self._t(f"definition.{key}", **values)

    def words(self, words: Words) -> str:
        """The words of the page's language."""
        return words.zh if self._is_chinese else words.en

    def names(self, names: Iterable[str]) -> str:
        """Names in a row."""
        return self("comma").join(names)

    def phrases(self, phrases: Iterable[str]) -> str:
        """Phrases in a row."""
        return self("phrase").join(phrases)

    def number(self, value: Decimal) -> str:
        """A number as short as it is exact."""
        return format(value.normalize(), "f")

    def quantity(self, value: Decimal, unit: str) -> str:
        """A number with its unit; money as the language counts it."""
        number = self.yiyuan(value) if unit == "亿元" else self.number(value)
        return self(f"unit.{unit}", n=number)

    def yiyuan(self, value: Decimal) -> str:
        """An amount in 亿元 as the bare number that the language counts it by."""
        return self.number(value if self._is_chinese else value * MILLIONS_PER_YI)

    def wanyuan(self, value: Decimal) -> str:
        """An amount that is kept in 万元."""
        return amount(value, self._language)

    def source(self, source: Source) -> str:
        """In brackets: the clause, and that the number is ours where it is."""
        clause = self("clause", clause=source.clause) if source.clause else ""
        ours = self("ours") if source.ours else ""
        return self("source", source=self.phrases(part for part in (clause, ours) if part))
