"""Treebanks in CoNLL-U, with their annotation laid over the words that Diple cuts."""

from __future__ import annotations

import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from diple.grammar.words import Piece, cut_words

TREEBANKS = Path(__file__).parents[3] / "shared" / "data" / "ud"


class Node(NamedTuple):
    """A word of a treebank with the span of its surface; `head` counts from 1, and 0 is the root."""

    start: int
    end: int
    form: str
    lemma: str
    upos: str
    feats: dict[str, str]
    head: int
    relation: str


@dataclass(frozen=True, slots=True)
class Tree:
    """A sentence of a treebank: its text and its words."""

    text: str
    nodes: tuple[Node, ...]


class Gold(NamedTuple):
    """What the treebank says of a word that Diple cuts; `node` is the index of the word it was taken from."""

    piece: Piece
    tag: str
    lemma: str
    node: int


def read_trees(path: Path) -> Iterator[Tree]:
    """The sentences of an xz-compressed CoNLL-U file, in order."""
    for block in lzma.decompress(path.read_bytes()).decode().strip().split("\n\n"):
        yield _tree([line.split("\t") for line in block.split("\n") if not line.startswith("#")])


def _tree(rows: list[list[str]]) -> Tree:
    text, nodes, whole = "", [], (0, 0)
    until = 0
    for row in rows:
        if "." in row[0]:
            continue
        inside = "-" not in row[0] and int(row[0]) <= until
        if not inside:
            whole = len(text), len(text) + len(row[1])
            text += row[1] + ("" if "SpaceAfter=No" in row[9] else " ")
        if "-" in row[0]:
            until = int(row[0].split("-")[1])
            continue
        start, end = _part(row[1], whole, text) if inside else whole
        feats = dict(pair.split("=") for pair in row[5].split("|")) if row[5] != "_" else {}
        nodes.append(Node(start, end, row[1], row[2], row[3], feats, int(row[6]), row[7]))
    return Tree(text, tuple(nodes))


def _part(form: str, whole: tuple[int, int], text: str) -> tuple[int, int]:
    """The span of one word of a contraction: its own letters where they are there, else the whole."""
    surface = text[whole[0] : whole[1]]
    if surface.startswith(form):
        return whole[0], whole[0] + len(form)
    if surface.endswith(form):
        return whole[1] - len(form), whole[1]
    return whole


def over_pieces(tree: Tree, language: str) -> list[Gold]:
    """The annotation of each word that Diple cuts: that of the head among the treebank's words under it."""
    found, at = [], 0
    for piece in cut_words(tree.text, 0, len(tree.text), language):
        while tree.nodes[at].end <= piece.start:
            at += 1
        under, stop = [], at
        while stop < len(tree.nodes) and tree.nodes[stop].start < piece.end:
            under.append(stop)
            stop += 1
        found.append(_gold(tree, piece, under, language))
    return found


def _gold(tree: Tree, piece: Piece, under: list[int], language: str) -> Gold:
    inside = {index + 1 for index in under}
    heads = [index for index in under if tree.nodes[index].head not in inside]
    head = heads[0]
    node = tree.nodes[head]
    shared = node.end - node.start > piece.end - piece.start
    if shared and not any(map(str.isalnum, piece.form)):
        return Gold(piece, "PUNCT", piece.form, head)
    if len(under) > 1 and "-" in piece.form and node.relation in ("amod", "compound") and node.upos != "PROPN":
        return Gold(piece, "ADJ", piece.form.lower(), head)
    whole = len(under) == 1 and not shared
    return Gold(piece, fine_tag(node, language), node.lemma if whole else "", head)


def fine_tag(node: Node, language: str) -> str:
    """The universal part of speech of a word, with what the small grammar needs to know beyond it.

    VERB.pres, VERB.past, VERB.base (infinitive), VERB.part (past participle), VERB.ing; the same for AUX, and
    AUX.modal; NOUN.plur; PRON.rel, ADV.rel (also interrogative) and PRON.poss; PART.neg,
    ADV.neg, and PART.gen for the genitive clitic; ADP.particle after a verb. In Russian a
    noun has its case instead where it is nominative or genitive: NOUN.nom, NOUN.gen. Others have the plain tag.
    """
    upos, feats = node.upos, node.feats
    if upos in ("VERB", "AUX"):
        return upos + _verb_form(node, language)
    if upos == "NOUN":
        return upos + _noun_form(feats, language)
    if upos in ("PART", "ADV") and feats.get("Polarity") == "Neg":
        return upos + ".neg"
    if upos == "PART" and language == "en" and node.form.endswith(("s", "'", "’")):
        return upos + ".gen"
    if upos == "ADV" and feats.get("PronType") in ("Rel", "Int"):
        return upos + ".rel"
    if upos == "ADP" and node.relation == "compound:prt":
        return upos + ".particle"
    if upos == "PRON":
        return upos + (".rel" if feats.get("PronType") == "Rel" else ".poss" if feats.get("Poss") == "Yes" else "")
    return upos


def _noun_form(feats: dict[str, str], language: str) -> str:
    if language == "ru":
        return {"Nom": ".nom", "Gen": ".gen"}.get(feats.get("Case", ""), "")
    return ".plur" if feats.get("Number") == "Plur" else ""


def _verb_form(node: Node, language: str) -> str:
    feats = node.feats
    form = feats.get("VerbForm")
    if language == "en" and node.upos == "AUX" and node.lemma in MODALS:
        return ".modal"
    if form == "Inf" or feats.get("Mood") == "Imp":
        return ".base"
    if form in ("Ger", "Conv") or (form == "Part" and feats.get("Tense") == "Pres"):
        return ".ing"
    if form == "Part":
        return ".part"
    if form is None:
        return ""
    return ".past" if feats.get("Tense") in ("Past", "Imp") else ".pres"


MODALS = frozenset(("can", "could", "may", "might", "must", "shall", "should", "will", "would", "ought"))
