package main

// absent is how a program here ends where what it needs is not installed.
const absent = 77

// prologRule is the linear rule for SWI-Prolog. The table of a claim is dropped
// once it is counted, so that memory does not grow with the casefile.
const prologRule = `
:- initialization(main, main).
:- discontiguous root/2, derived/2, link/2, claim/1.
:- dynamic root/2, derived/2, link/2, claim/1.
:- table back/2.

back(C, S) :- link(C, S).
back(C, S) :- back(C, X), derived(X, S).

speakers(C, N) :-
    findall(A, (back(C, S), root(S, A)), As),
    sort(As, Set),
    length(Set, N).

main([Facts]) :-
    load_files(Facts, [silent(true)]),
    statistics(cputime, Loaded),
    forall(claim(C), (speakers(C, N), abolish_all_tables, format("~d ~d~n", [C, N]))),
    statistics(cputime, Done),
    Query is Done - Loaded,
    current_prolog_flag(version, V),
    Major is V // 10000, Minor is V // 100 mod 100, Patch is V mod 100,
    format("took ~d.~d.~d ~f ~f~n", [Major, Minor, Patch, Loaded, Query]).
`

// groundRule is the linear rule for clingo, whose grounder computes it bottom up.
const groundRule = `
import sys, time
try:
    import clingo
except ImportError:
    print("the Python module clingo is not installed", file=sys.stderr)
    sys.exit(77)
c = clingo.Control(["--warn=none"])
c.load(sys.argv[1])
c.add("base", [], """
back(C,S) :- link(C,S).
back(C,P) :- back(C,S), derived(S,P).
behind(C,A) :- back(C,S), root(S,A).
count(C,N) :- claim(C), N = #count { A : behind(C,A) }.
""")
loaded = time.process_time()
c.ground([("base", [])])
for a in c.symbolic_atoms.by_signature("count", 2):
    print(a.symbol.arguments[0].number, a.symbol.arguments[1].number)
print("took", clingo.__version__, loaded, time.process_time() - loaded)
`
