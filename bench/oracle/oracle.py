"""Answers R1 for casefiles given as facts, by clingo. One casefile after another on
standard input, each ended by a line %end; one line of JSON for each on standard output."""
import json, sys, time

try:
    import clingo
except ImportError:
    print(json.dumps({"absent": "the Python module clingo is not installed"}))
    sys.exit(0)

with open(sys.argv[1]) as f:
    RULES = f.read()
LIMIT = float(sys.argv[2])  # seconds for one query
VIEWS = ("desk", "publishable")
QUERIES = (("s", "support", "strict"), ("s_max", "support", "untraced"), ("o", "oppose", "strict"))


def control(facts):
    c = clingo.Control(["--warn=none", "--opt-strategy=" + sys.argv[3]])
    c.add("base", [], RULES.split("#program packing.")[0].replace("#program base.", ""))
    c.add("base", [], facts)
    return c


def shown(facts):
    """The part of R1 that has one answer."""
    c = control(facts)
    c.ground([("base", [])])
    with c.solve(yield_=True) as h:
        model = h.model()
        return [(a.name, [x.string if x.type == clingo.SymbolType.String else str(x) for x in a.arguments])
                for a in model.symbols(shown=True)]


def optimum(facts, side, claim, view, mode):
    """The largest packing, and whether that is proven."""
    c = control(facts)
    c.add("base", [], f'query({side},"{claim}",{view},{mode}).')
    c.add("packing", [], RULES.split("#program packing.")[1])
    c.ground([("base", []), ("packing", [])])
    best = 0
    with c.solve(yield_=True, async_=True) as h:
        deadline = time.perf_counter() + LIMIT
        while True:
            h.resume()
            if not h.wait(max(0, deadline - time.perf_counter())):
                h.cancel()
                return best, False
            m = h.model()
            if m is None:
                return best, True
            best = max(best, sum(1 for a in m.symbols(shown=True) if a.name == "chain"))


def answer(facts):
    start, wall = time.process_time(), time.perf_counter()
    atoms = shown(facts)
    has = lambda name, *args: (name, list(args)) in atoms
    claims = sorted({a[0] for n, a in atoms if n == "under"})
    own, unproven, out = {}, 0, {}
    for cl in claims:
        for v in VIEWS:
            for what, side, mode in QUERIES:
                own[cl, v, what], proven = optimum(facts, side, cl, v, mode)
                unproven += not proven
    for cl in claims:
        conj = sorted(a[1] for n, a in atoms if n == "conjunct" and a[0] == cl)
        under = [a[1] for n, a in atoms if n == "under" and a[0] == cl]
        out[cl] = {}
        for v in VIEWS:
            weakest = min(conj, key=lambda x: (own[x, v, "s"], x), default=None)
            s = own[weakest, v, "s"] if weakest else 0
            out[cl][v] = {
                "s": s,
                "s_max": min((own[x, v, "s_max"] for x in conj), default=0),
                "o": max(own[x, v, "o"] for x in under),
                "d": max(sum(1 for n, a in atoms if n == "denies" and a[:2] == [x, v]) for x in under),
                "conceded": has("conceded", cl, v),
                "one_conduit": s >= 1 and has("one_conduit", weakest, v),
            }
    return {"claims": out, "unproven": unproven, "cpu": time.process_time() - start, "wall": time.perf_counter() - wall}


print(json.dumps({"version": clingo.__version__}), flush=True)
facts = []
for line in sys.stdin:
    if line.strip() == "%end":
        print(json.dumps(answer("".join(facts))), flush=True)
        facts = []
    else:
        facts.append(line)
