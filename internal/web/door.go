package web

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"io"
	"log"
	"net/http"
	"sync"
	"time"
)

// doors lets the member in, and locks behind him. Who reads the terminal in which the
// workbench was started may enter: the link there works once, and when it was used
// the next one is shown. There are no passwords to guess.
type doors struct {
	opt    Options
	cookie string

	mu       sync.Mutex
	base     string // http://host:port
	code     string // of the link that is shown
	wrong    int    // codes tried in vain since
	sessions map[[32]byte]time.Time
}

// mostWrong is how many wrong codes are looked at before a new one is made.
const mostWrong = 10

func newDoors(host string, opt Options) *doors {
	// Cookies know hosts and no ports: two workbenches of one machine must not share one.
	sum := sha256.Sum256([]byte(host))
	return &doors{opt: opt, base: "http://" + host, cookie: "onrecord-" + hex.EncodeToString(sum[:4]), sessions: map[[32]byte]time.Time{}}
}

// invite shows the next link.
func (d *doors) invite() {
	d.mu.Lock()
	d.code, d.wrong = rand.Text(), 0
	link := d.base + "/enter?code=" + d.code
	d.mu.Unlock()
	if d.opt.Link != nil {
		d.opt.Link(link)
	}
}

// enter takes a code for a session.
func (d *doors) enter(code string) (session string, ok bool) {
	d.mu.Lock()
	ok = subtle.ConstantTimeCompare([]byte(code), []byte(d.code)) == 1
	next := ok
	if ok {
		session = rand.Text()
		d.sessions[sha256.Sum256([]byte(session))] = d.opt.Clock()
	} else if d.wrong++; d.wrong >= mostWrong {
		next = true
	}
	d.mu.Unlock()
	if next {
		d.invite()
	}
	return session, ok
}

// open reports whether a request comes from a session that is not locked, and keeps
// it open.
func (d *doors) open(r *http.Request) bool {
	c, err := r.Cookie(d.cookie)
	if err != nil {
		return false
	}
	key := sha256.Sum256([]byte(c.Value))
	now := d.opt.Clock()
	d.mu.Lock()
	defer d.mu.Unlock()
	seen, known := d.sessions[key]
	if !known || now.Sub(seen) > d.opt.Idle {
		delete(d.sessions, key)
		return false
	}
	d.sessions[key] = now
	return true
}

// lock ends a session.
func (d *doors) lock(w http.ResponseWriter, r *http.Request) {
	if c, err := r.Cookie(d.cookie); err == nil {
		d.mu.Lock()
		delete(d.sessions, sha256.Sum256([]byte(c.Value)))
		d.mu.Unlock()
	}
	http.SetCookie(w, &http.Cookie{Name: d.cookie, Path: "/", MaxAge: -1, HttpOnly: true, SameSite: http.SameSiteStrictMode})
}

func (d *doors) remember(w http.ResponseWriter, session string) {
	http.SetCookie(w, &http.Cookie{Name: d.cookie, Value: session, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode})
}

// watch forgets sessions that nobody touches.
func (d *doors) watch(done <-chan struct{}) {
	tick := time.NewTicker(time.Minute)
	defer tick.Stop()
	for {
		select {
		case <-done:
			return
		case <-tick.C:
			now := d.opt.Clock()
			d.mu.Lock()
			for key, seen := range d.sessions {
				if now.Sub(seen) > d.opt.Idle {
					delete(d.sessions, key)
				}
			}
			d.mu.Unlock()
		}
	}
}

// silent is a log that keeps nothing.
func silent() *log.Logger { return log.New(io.Discard, "", 0) }
