package corroborate

// places finds the local numbers of the labels of one graph. It is a small hash
// table, since what is kept for all labels of a casefile lies far from each other.
type places struct {
	slots []localLabel // a power of two, at least twice as many as there are labels
	epoch int32
	shift uint8
}

type localLabel struct{ label, place, epoch int32 }

// clear forgets all and makes room for so many labels.
func (p *places) clear(most int) {
	if n := len(p.slots); n < 2*most || n == 0 || p.epoch == 1<<30 {
		p.shift = 32 - 5
		for n = 32; n < 2*most; n *= 2 {
			p.shift--
		}
		p.slots, p.epoch = make([]localLabel, n), 0
	}
	p.epoch++
}

func (p *places) slot(l int32) *localLabel {
	mask := uint32(len(p.slots) - 1)
	for at := uint32(l) * 0x9E3779B1 >> p.shift; ; at++ {
		if s := &p.slots[at&mask]; s.epoch != p.epoch || s.label == l {
			return s
		}
	}
}

// put gives the place of a label; one that has none yet gets this.
func (p *places) put(l, place int32) (at int32, new bool) {
	s := p.slot(l)
	if s.epoch == p.epoch {
		return s.place, false
	}
	*s = localLabel{l, place, p.epoch}
	return place, true
}

// of gives the place of a label that has one.
func (p *places) of(l int32) int32 { return p.slot(l).place }
