"""The inputs of the benchmark: statements of four lengths, three hostile pairs, a Chinese and a Russian pair."""

from __future__ import annotations

import random

from benchmarks.statements import Editor, Pair, Paragraph, Word, Writer, all_words, paragraphs, text_of

# Paragraphs, words in each, and how often the set of edits is made, by name.
SIZES = {"s300": (8, 38, 0), "s6k": (120, 50, 1), "s60k": (1200, 50, 10), "s600k": (12000, 50, 100)}
SCRIPTS = {"zh": 95, "ru": 42}


def statement(name: str, seed: int, doubled: bool = False) -> Pair:
    """Two versions of a joint statement; `doubled` makes twice as many edits in the same length."""
    count, words_each, scale = SIZES[name]
    edits = scale * (2 if doubled else 1)
    writer = Writer("en", random.Random(f"{name} {seed}"))
    made = paragraphs(writer, count, words_each)
    _name_both_states(made, writer, 4 * edits)
    editor = Editor(writer, made)
    if not edits:
        editor.drops(1)
        editor.substitutions(3)
        editor.additions(1)
        return editor.pair(name)
    editor.alternats(3 * edits)
    editor.merges(2 * edits)
    editor.reorders(edits)
    editor.splits(2 * edits)
    editor.moves(4 * edits, edited=2 * edits)
    editor.substitutions(10 * edits)
    editor.drops(5 * edits)
    editor.additions(5 * edits)
    editor.typography(5 * edits)
    return editor.pair(name)


def _name_both_states(made: list[Paragraph], writer: Writer, count: int) -> None:
    """Some paragraphs open with both states, so that an edit can exchange their order."""
    actors = set(writer.words["actors"])
    fitting = [paragraph[0] for paragraph in made[2:-2] if " ".join(w.text for w in paragraph[0][:3]) in actors]
    first, second = writer.words["swap"]
    for sentence in writer.dice.sample(fitting, count):
        for word, text in zip(sentence, (first, "and", second), strict=False):
            word.text = text


def other_script(language: str, seed: int) -> Pair:
    """Statements in Chinese or Russian: ten words exchanged, a formula replaced throughout, a paragraph moved."""
    writer = Writer(language, random.Random(f"{language} {seed}"))
    editor = Editor(writer, paragraphs(writer, 120, SCRIPTS[language]))
    editor.moves(1, edited=0)
    editor.substitutions(10)
    editor.replace_formula()
    return editor.pair(language)


def same_200k() -> Pair:
    """One word 200,000 times, and once another near the end of the new text."""
    old, new = ["peace"] * 200_000, ["peace"] * 199_990 + ["truce"] + ["peace"] * 9
    return Pair("same200k", " ".join(old) + "\n", " ".join(new) + "\n")


def one_paragraph_50k(seed: int) -> Pair:
    """50,000 words without punctuation: 200 of them become others, and a run of 200 is elsewhere."""
    writer = Writer("en", random.Random(f"onepar50k {seed}"))
    made = paragraphs(writer, 1100, 50)
    bare = [word for word in ("".join(filter(str.isalpha, w.text)) for p in made for w in all_words(p)) if word]
    sentence = [Word(word, number) for number, word in enumerate(bare[:50_000])]
    editor = Editor(writer, [[sentence]])
    for place in writer.dice.sample(range(len(sentence)), 200):
        editor.exchange(sentence, place, 1, [writer.dice.choice(writer.words["substitutes"])], "substitution")
    block = sentence[10_000:10_200]
    editor.edit("move", kept=block)
    del sentence[10_000:10_200]
    sentence[40_000:40_000] = block
    return editor.pair("onepar50k")


def different_6k(seed: int) -> Pair:
    """Two statements of 6,000 words that have nothing to do with one another: the new one in invented words."""
    writer = Writer("en", random.Random(f"diff6k {seed}"))
    old = text_of(paragraphs(writer, 120, 50), " ")
    dice = writer.dice

    def invented() -> str:
        return "".join(dice.choice("bcdfgklmnprstvz") + dice.choice("aeiou") for _ in range(dice.randint(1, 4)))

    def sentence() -> str:
        return " ".join(
            dice.choice(writer.words["little"]) if dice.random() < 0.4 else invented() for _ in range(17)
        ).capitalize()

    new = "\n\n".join(" ".join(sentence() + "." for _ in range(3)) for _ in range(120)) + "\n"
    return Pair("diff6k", old, new)
