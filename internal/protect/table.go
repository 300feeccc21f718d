package protect

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"math/bits"
	"runtime"
	"slices"
	"sort"
	"sync/atomic"

	aside "onrecord.dev/onrecord/internal/beside"
)

// table holds the entries of all actors by their digests. It is cut into shards by
// the first bits of digests, each of which fits into a processor's cache while it is
// filled. Its zero value is empty. It never changes: more makes another.
type table struct {
	shards [1 << shardBits]shard
	ids    bool // there are identifiers at all
}

const shardBits = 6

func shardOf(first byte) int { return int(first >> (8 - shardBits)) }

func (t *table) empty() bool {
	for i := range t.shards {
		if len(t.shards[i].refs) > 0 {
			return false
		}
	}
	return true
}

// of gives what a digest stands for, in the order of the actors' numbers.
func (t *table) of(d digest) []ref { return t.shards[shardOf(d[0])].of(d) }

// shard holds entries in buckets by the next bits of their digests, some 26 bytes
// each. In a bucket they are in the order of digests, those of one digest in the
// order of the actors' numbers.
type shard struct {
	shift   uint     // of the bits that name a bucket
	starts  []uint32 // where each bucket begins; one more is the end of the last
	digests []digest
	refs    []ref
}

const (
	perBucket = 4  // entries, about
	crowded   = 24 // entries of a bucket in which there must be something that many share
)

// bucket names the place of a digest. The digests are keyed hashes, and so spread
// by themselves.
func (s *shard) bucket(d *digest) uint32 {
	return binary.BigEndian.Uint32(d[:]) << shardBits >> s.shift
}

func (s *shard) of(d digest) []ref {
	if len(s.refs) == 0 {
		return nil
	}
	b := s.bucket(&d)
	from, end := int(s.starts[b]), int(s.starts[b+1])
	if end-from > crowded {
		all := s.digests[from:end]
		first := sort.Search(len(all), func(i int) bool { return bytes.Compare(all[i][:], d[:]) >= 0 })
		n := sort.Search(len(all)-first, func(i int) bool { return all[first+i] != d })
		return s.refs[from+first : from+first+n]
	}
	for from < end && s.digests[from] != d {
		from++
	}
	to := from
	for to < end && s.digests[to] == d {
		to++
	}
	return s.refs[from:to]
}

// filed is an entry on its way into a shard.
type filed struct {
	digest digest
	ref    ref
}

// more gives a table of what this one has and of all the actors' forms, the first
// actor having that number.
func (t *table) more(first uint32, all []Protected) *table {
	piles, ids := file(first, all)
	next := &table{ids: t.ids || ids}
	turn := atomic.Int64{}
	var filling aside.Group
	for range min(runtime.GOMAXPROCS(0), 1+len(all)/16) {
		filling.Go(func() {
			for i := turn.Add(1) - 1; i < int64(len(next.shards)); i = turn.Add(1) - 1 {
				next.shards[i] = t.shards[i].more(piles[i])
			}
		})
	}
	filling.Wait()
	return next
}

// file sorts the actors' forms by shard: of each, piles in the order of actors. It
// reports whether there are identifiers among them.
func file(first uint32, all []Protected) (piles [1 << shardBits][][]filed, ids bool) {
	workers := min(runtime.GOMAXPROCS(0), 1+len(all)/16)
	of := make([][1 << shardBits][]filed, workers)
	found := make([]bool, workers)
	var filing aside.Group
	for w := range workers {
		filing.Go(func() {
			from, to := w*len(all)/workers, (w+1)*len(all)/workers
			found[w] = pile(first+uint32(from), all[from:to], &of[w])
		})
	}
	filing.Wait()
	for i := range piles {
		for w := range of {
			piles[i] = append(piles[i], of[w][i])
		}
	}
	return piles, slices.Contains(found, true)
}

func pile(first uint32, all []Protected, piles *[1 << shardBits][]filed) (ids bool) {
	var sizes [1 << shardBits]int
	for _, p := range all {
		for e := p.Entries[1:]; len(e) > 0; e = e[entrySize:] {
			sizes[shardOf(e[0])]++
		}
	}
	for i, n := range sizes {
		piles[i] = make([]filed, 0, n)
	}
	for i, p := range all {
		for b := p.Entries[1:]; len(b) > 0; b = b[entrySize:] {
			e := decodeEntry(b)
			to := &piles[shardOf(b[0])]
			*to = append(*to, filed{e.digest, ref{first + uint32(i), e.role, e.seen, e.need, e.slot, e.place}})
			ids = ids || e.role == asNumber || e.role == asFiller || e.role == asMail || e.role == asHandle
		}
	}
	return ids
}

// more gives a shard of what this one has and of the piles.
func (s *shard) more(piles [][]filed) shard {
	n := len(s.refs)
	for _, p := range piles {
		n += len(p)
	}
	if n == len(s.refs) {
		return *s
	}
	wide := min(32-shardBits, bits.Len(uint(n/perBucket)))
	next := shard{shift: uint(32 - wide), starts: make([]uint32, 1<<wide+1), digests: make([]digest, n), refs: make([]ref, n)}
	for i := range s.digests {
		next.starts[next.bucket(&s.digests[i])+1]++
	}
	for _, p := range piles {
		for i := range p {
			next.starts[next.bucket(&p[i].digest)+1]++
		}
	}
	for i := 1; i < len(next.starts); i++ {
		next.starts[i] += next.starts[i-1]
	}
	free := slices.Clone(next.starts)
	put := func(d *digest, r *ref) {
		at := &free[next.bucket(d)]
		next.digests[*at], next.refs[*at] = *d, *r
		*at++
	}
	for i := range s.digests {
		put(&s.digests[i], &s.refs[i])
	}
	for _, p := range piles {
		for i := range p {
			put(&p[i].digest, &p[i].ref)
		}
	}
	for b := range len(next.starts) - 1 {
		next.sort(int(next.starts[b]), int(next.starts[b+1]))
	}
	return next
}

// sort puts the entries of a bucket in order; those of one digest stay as they are.
func (s *shard) sort(from, to int) {
	if to-from > crowded {
		s.sortMany(from, to)
		return
	}
	for i := from + 1; i < to; i++ {
		for j := i; j > from && bytes.Compare(s.digests[j][:], s.digests[j-1][:]) < 0; j-- {
			s.digests[j], s.digests[j-1] = s.digests[j-1], s.digests[j]
			s.refs[j], s.refs[j-1] = s.refs[j-1], s.refs[j]
		}
	}
}

func (s *shard) sortMany(from, to int) {
	type one struct {
		filed
		place int
	}
	all := make([]one, to-from)
	for i := range all {
		all[i] = one{filed{s.digests[from+i], s.refs[from+i]}, i}
	}
	slices.SortFunc(all, func(a, b one) int {
		return cmp.Or(bytes.Compare(a.digest[:], b.digest[:]), a.place-b.place)
	})
	for i, e := range all {
		s.digests[from+i], s.refs[from+i] = e.digest, e.ref
	}
}
