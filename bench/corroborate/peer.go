package main

import (
	"fmt"

	"github.com/ncruces/go-sqlite3"

	"onrecord.dev/onrecord/internal/corroborate"
	"onrecord.dev/onrecord/internal/record"
)

// peer is SQLite in memory with the linear rule: from each supporting statement
// back to its roots, then count distinct first-hand speakers. It knows no
// conduits, copies, classes, opposing side, certificate or second view.
type peer struct {
	db     *sqlite3.Conn
	claims []record.ID
	roots  []int // claim -> distinct root speakers
}

const schema = `
create table statement(id integer primary key, speaker integer, root integer);
create table derived(child integer, parent integer, primary key(child, parent)) without rowid;
create table link(claim integer, statement integer, primary key(claim, statement)) without rowid;`

const linear = `
with recursive back(claim, statement) as (
  select claim, statement from link
  union
  select back.claim, derived.parent from back join derived on derived.child = back.statement)
select back.claim, count(distinct statement.speaker)
from back join statement on statement.id = back.statement
where statement.root group by back.claim`

func newPeer(c *record.Casefile) (*peer, error) {
	db, err := sqlite3.Open(":memory:")
	if err != nil {
		return nil, err
	}
	p := &peer{db: db}
	if err := db.Exec(schema + "begin"); err != nil {
		return nil, err
	}
	if err := p.load(c); err != nil {
		return nil, err
	}
	return p, db.Exec("commit; analyze")
}

func (p *peer) load(c *record.Casefile) error {
	sts, actors, claims := map[record.ID]int64{}, map[record.ID]int64{}, map[record.ID]int64{}
	number := func(m map[record.ID]int64, id record.ID) int64 {
		if _, ok := m[id]; !ok {
			m[id] = int64(len(m))
		}
		return m[id]
	}
	put := func(sql string) (func(...int64) error, func() error, error) {
		stmt, _, err := p.db.Prepare(sql)
		if err != nil {
			return nil, nil, err
		}
		return func(args ...int64) error {
			for i, a := range args {
				if err := stmt.BindInt64(i+1, a); err != nil {
					return err
				}
			}
			return stmt.Exec()
		}, stmt.Close, nil
	}
	statement, done, err := put("insert into statement values(?, ?, ?)")
	if err != nil {
		return err
	}
	defer done()
	derived, done2, err := put("insert or ignore into derived values(?, ?)")
	if err != nil {
		return err
	}
	defer done2()
	link, done3, err := put("insert into link values(?, ?)")
	if err != nil {
		return err
	}
	defer done3()
	for _, id := range record.SortedKeys(c.Claims) {
		number(claims, id)
		p.claims = append(p.claims, id)
	}
	for _, id := range record.SortedKeys(c.Statements) {
		s := c.Statements[id]
		root := int64(0)
		if len(s.DerivedFrom) == 0 && s.Basis.Firsthand() {
			root = 1
		}
		if err := statement(number(sts, id), number(actors, s.Speaker), root); err != nil {
			return err
		}
		for _, d := range s.DerivedFrom {
			if err := derived(number(sts, id), number(sts, d.Statement)); err != nil {
				return err
			}
		}
	}
	for key, l := range c.Links {
		if l.Stance == record.Supports {
			if err := link(number(claims, key.Claim), number(sts, key.Statement)); err != nil {
				return err
			}
		}
	}
	return nil
}

// run answers the linear rule for every claim.
func (p *peer) run() error {
	p.roots = make([]int, len(p.claims))
	stmt, _, err := p.db.Prepare(linear)
	if err != nil {
		return err
	}
	defer stmt.Close()
	for stmt.Step() {
		p.roots[stmt.ColumnInt(0)] = stmt.ColumnInt(1)
	}
	return stmt.Err()
}

// compare says how often counting speakers gives another number than R1.
func (p *peer) compare(results map[record.ID]corroborate.Result) string {
	more, less := 0, 0
	for i, id := range p.claims {
		if s := results[id].S; p.roots[i] > s {
			more++
		} else if p.roots[i] < s {
			less++
		}
	}
	n := float64(len(p.claims)) / 100
	return fmt.Sprintf("it counts more than R1 in %.1f %% of the claims, less in %.1f %%", float64(more)/n, float64(less)/n)
}
