package main

import (
	"runtime"
	"runtime/metrics"
	"syscall"
	"time"
)

// cost is what a piece of work took.
type cost struct {
	wall, cpu time.Duration // cpu of all threads, the collector's included
	system    time.Duration // of cpu, in the kernel: mostly memory that is used for the first time
	collector time.Duration // of cpu, in the collector, as it estimates itself
	allocated uint64        // bytes in all
	peak      uint64        // bytes of heap above what was there before, sampled
}

// measure runs f once from a clean heap.
func measure(f func()) cost {
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	stop, peak := make(chan struct{}), make(chan uint64)
	go watch(stop, peak)
	start, cpu, system, collector := time.Now(), cpuTime(), systemTime(), collectorTime()
	f()
	c := cost{wall: time.Since(start), cpu: cpuTime() - cpu, system: systemTime() - system, collector: collectorTime() - collector}
	close(stop)
	most := <-peak
	runtime.ReadMemStats(&after)
	c.allocated = after.TotalAlloc - before.TotalAlloc
	c.peak = max(most, after.HeapAlloc) - before.HeapAlloc
	return c
}

// watch samples the heap, garbage included, a hundred times a second.
func watch(stop chan struct{}, peak chan uint64) {
	var most uint64
	var m runtime.MemStats
	for tick := time.NewTicker(10 * time.Millisecond); ; {
		select {
		case <-stop:
			tick.Stop()
			peak <- most
			return
		case <-tick.C:
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapAlloc)
		}
	}
}

func cpuTime() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func systemTime() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Stime.Nano())
}

// collectorTime leaves out what the collector does while the process would idle.
func collectorTime() time.Duration {
	s := []metrics.Sample{{Name: "/cpu/classes/gc/total:cpu-seconds"}, {Name: "/cpu/classes/gc/mark/idle:cpu-seconds"}}
	metrics.Read(s)
	return time.Duration((s[0].Value.Float64() - s[1].Value.Float64()) * 1e9)
}
