"""Cuts a corpus for bench/search out of a directory with books (plain text or
Markdown): passages.py BOOKS OUT [DOCUMENTS]. Writes corpus.tsv and queries.tsv; the
same books give the same files."""
import collections
import glob
import os
import random
import re
import sys

WORDS = 150  # of a passage


def main(books, out, need):
    dice = random.Random(1)
    files = sorted(glob.glob(os.path.join(books, "*.md")) + glob.glob(os.path.join(books, "*.txt")))
    share = 2 * (need // len(files) + 1)
    passages = []
    for name in files:
        words = open(name, encoding="utf-8", errors="ignore").read().split()
        parts = [words[i:i + WORDS] for i in range(0, len(words) - WORDS, WORDS)]
        dice.shuffle(parts)
        passages += parts[:share]
    dice.shuffle(passages)
    passages = passages[:need]
    with open(os.path.join(out, "corpus.tsv"), "w", encoding="utf-8") as f:
        for i, words in enumerate(passages):
            f.write("d%d\t%s\t%s\n" % (i, " ".join(words[:6]), " ".join(words)))
    seen = collections.Counter()
    for words in passages[:20000]:
        seen.update(set(re.findall("[a-z]{3,}", " ".join(words).lower())))
    known = sorted(w for w in seen if seen[w] >= 2)
    rare = [w for w in known if seen[w] < 20]
    middling = [w for w in known if 20 <= seen[w] < 400]
    common = [w for w in known if seen[w] >= 2000]
    dice = random.Random(2)
    with open(os.path.join(out, "queries.tsv"), "w", encoding="utf-8") as f:
        for name, words, n in (("rare", rare, 60), ("middling", middling, 60), ("common", common, 40)):
            for _ in range(n):
                f.write("%s\t%s\n" % (name, dice.choice(words)))
        for _ in range(60):
            f.write("two words\t%s %s\n" % (dice.choice(middling), dice.choice(common)))
        for _ in range(60):
            words = re.findall("[a-z]{3,}", " ".join(dice.choice(passages)).lower())
            at = dice.randrange(len(words) - 3)
            f.write('phrase\t"%s %s"\n' % (words[at], words[at + 1]))


main(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 100000)
