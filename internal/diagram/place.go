package diagram

import "math"

// Distances, in pixels.
const (
	gapLayers  = 84.0
	gapNodes   = 14.0
	bendHeight = 6.0
	gapEdges   = 8.0
	mostPorts  = 60
	mostExtra  = 180.0 // room for edges that climb, beyond gapLayers
)

// place gives every vertex its place: as near to the middle of its neighbours as
// the others of its layer allow, to and fro.
func (l *layout) place() {
	for _, of := range l.layers {
		y := 0.0
		for _, i := range of {
			l.v[i].y = y + l.v[i].height/2
			y += l.v[i].height + gapNodes
		}
	}
	for round := range rounds {
		for i := range l.layers {
			layer, leftwards := i, round%2 == 0
			if !leftwards {
				layer = len(l.layers) - 1 - i
			}
			l.settle(l.layers[layer], leftwards)
		}
	}
	for _, of := range l.layers { // from the right, so that what leads to one node lies round it
		l.settle(of, true)
	}
	l.spread()
}

// spread gives the layers their places from the right to the left. Where edges
// climb far there is more room between two layers, or they would lie on each other.
func (l *layout) spread() {
	right := 0.0
	for _, of := range l.layers {
		wide, climb := 0.0, 0.0
		for _, i := range of {
			wide = max(wide, l.v[i].width)
			for _, from := range l.v[i].in {
				climb = max(climb, math.Abs(l.v[from].y-l.v[i].y))
			}
		}
		for _, i := range of {
			l.v[i].x = right - wide/2
		}
		right -= wide + gapLayers + min(mostExtra, climb*0.14)
	}
}

// widen makes boxes high enough that the edges on either side lie apart.
func (l *layout) widen() {
	for i := range l.v {
		if v := &l.v[i]; v.node >= 0 {
			v.height = max(v.height, 16+gapEdges*float64(min(mostPorts, max(len(v.in), len(v.out)))))
		}
	}
}

// settle moves the vertices of a layer to where their neighbours are, in their
// order and apart: the places whose squared distances from the wishes are least
// (isotonic regression by pooling adjacent violators; Barlow and others, 1972).
func (l *layout) settle(of []int, leftwards bool) {
	type pool struct {
		sum, weight float64
		n           int
	}
	var pools []pool
	offset := 0.0 // of a vertex if all lay against each other
	offsets := make([]float64, len(of))
	for j, i := range of {
		v := &l.v[i]
		if j > 0 {
			offset += (l.v[of[j-1]].height+v.height)/2 + gapNodes
		}
		offsets[j] = offset
		near := v.in
		if leftwards {
			near = v.out
		}
		wish, weight := v.y, 0.1
		if len(near) > 0 {
			wish, weight = 0, 1
			for _, n := range near {
				wish += l.v[n].y / float64(len(near))
			}
		}
		p := pool{(wish - offset) * weight, weight, 1}
		for len(pools) > 0 && pools[len(pools)-1].sum/pools[len(pools)-1].weight >= p.sum/p.weight {
			last := pools[len(pools)-1]
			pools = pools[:len(pools)-1]
			p = pool{p.sum + last.sum, p.weight + last.weight, p.n + last.n}
		}
		pools = append(pools, p)
	}
	j := 0
	for _, p := range pools {
		for range p.n {
			l.v[of[j]].y = p.sum/p.weight + offsets[j]
			j++
		}
	}
}
