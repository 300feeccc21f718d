"""Times Xapian on the corpus of bench/search: /usr/bin/python3 xapian_peer.py DIR
(Debian python3-xapian)."""
import os
import resource
import shutil
import sys
import tempfile

import xapian


def cpu():
    r = resource.getrusage(resource.RUSAGE_SELF)
    return r.ru_utime + r.ru_stime


def at(all_, share):
    all_.sort()
    return "%.2fms" % (1000 * all_[min(len(all_) - 1, int(share * len(all_)))])


def main(folder):
    tmp = tempfile.mkdtemp(prefix="xapian-")
    path = os.path.join(tmp, "index")
    begin = cpu()
    db = xapian.WritableDatabase(path, xapian.DB_CREATE)
    terms = xapian.TermGenerator()
    terms.set_stemmer(xapian.Stem("en"))
    with open(os.path.join(folder, "corpus.tsv"), encoding="utf-8") as lines:
        for line in lines:
            _, title, body = line.rstrip("\n").split("\t", 2)
            doc = xapian.Document()
            terms.set_document(doc)
            terms.index_text(title, 3)
            terms.increase_termpos()
            terms.index_text(body)
            doc.set_data(body)
            db.add_document(doc)
    db.commit()
    db.close()
    print("  xapian     indexed in %.1fs" % (cpu() - begin))
    db = xapian.Database(path)
    parser = xapian.QueryParser()
    parser.set_stemmer(xapian.Stem("en"))
    parser.set_stemming_strategy(xapian.QueryParser.STEM_SOME)
    parser.set_default_op(xapian.Query.OP_AND)
    parser.set_database(db)
    took = {}
    with open(os.path.join(folder, "queries.tsv"), encoding="utf-8") as lines:
        for line in lines:
            kind, text = line.rstrip("\n").split("\t")
            begin = cpu()
            query = parser.parse_query(text)
            enquire = xapian.Enquire(db)
            enquire.set_query(query)
            found = enquire.get_mset(0, 10, db.get_doccount())
            for hit in found:
                found.snippet(hit.document.get_data().decode(), 160)
            took.setdefault(kind, []).append(cpu() - begin)
    every = []
    for kind in ("rare", "middling", "common", "two words", "phrase"):
        every += took[kind]
        print("  xapian     %-10s p50 %8s  p99 %8s" % (kind, at(took[kind], 0.5), at(took[kind], 0.99)))
    print("  xapian     %-10s p50 %8s  p99 %8s" % ("all", at(every, 0.5), at(every, 0.99)))
    size = sum(os.path.getsize(os.path.join(path, f)) for f in os.listdir(path))
    print("  xapian     %.1f MB on disk" % (size / 1e6))
    shutil.rmtree(tmp)


main(sys.argv[1])
