package web

import (
	"net"
	"net/http"
	"strings"

	"onrecord.dev/onrecord/internal/problem"
)

// policy lets a page load what is of this workbench, and run no script but its own file.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// mostBody bounds what a form may send, in bytes; an upload has its own bound.
const mostBody = 4 << 20

// shield stands before every page: the browser keeps nothing and frames nothing, and
// a request of another site, or under another name of this machine, is turned away.
func (w *Workbench) shield(next http.Handler) http.Handler {
	origin := http.NewCrossOriginProtection()
	return http.HandlerFunc(func(answer http.ResponseWriter, r *http.Request) {
		h := answer.Header()
		for name, value := range map[string]string{
			"Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY",
			"Referrer-Policy": "no-referrer", "Cache-Control": "no-store",
			"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
			"Permissions-Policy": "camera=(), microphone=(), geolocation=(), clipboard-read=(), interest-cohort=()",
		} {
			h.Set(name, value)
		}
		defer func() {
			if recover() != nil { // a stack trace could show sealed text
				http.Error(answer, "Onrecord ran into a fault of its own. Nothing was changed; go back and try again.", http.StatusInternalServerError)
			}
		}()
		if !w.ours(r.Host) {
			http.Error(answer, "This workbench answers under its own address only.", http.StatusMisdirectedRequest)
			return
		}
		if err := origin.Check(r); err != nil {
			http.Error(answer, "This request came from another site and was not carried answer.", http.StatusForbidden)
			return
		}
		next.ServeHTTP(answer, r)
	})
}

// ours reports whether a browser asked for this workbench by an address of this
// machine. Another name that was made to point here belongs to somebody else.
func (w *Workbench) ours(host string) bool {
	name, port, err := net.SplitHostPort(host)
	if err != nil {
		return false
	}
	_, mine, err := net.SplitHostPort(w.host)
	if err != nil || port != mine {
		return false
	}
	ip := net.ParseIP(strings.Trim(name, "[]"))
	return name == "localhost" || ip != nil && ip.IsLoopback()
}

// statusOf maps a kind of problem to a status of HTTP.
func statusOf(err error) int {
	switch problem.KindOf(err) {
	case problem.Usage:
		return http.StatusBadRequest
	case problem.Unavailable:
		return http.StatusServiceUnavailable
	case problem.Refused:
		return http.StatusForbidden
	}
	return http.StatusInternalServerError
}
