package exchange

import (
	"net"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/publicsuffix"
)

// address is what a web address tells about a source: where it is, and who speaks
// there.
type address struct {
	url  string // as it was given
	same string // equal for addresses of one and the same page
	who  string // key of the account or outlet; empty: nobody can be told
	name string // what to call it
	host string
	// outlet: a site speaks for itself; otherwise who is an account of a platform.
	outlet bool
}

// platform is a site where others than its owner speak.
type platform struct {
	name  string
	hosts []string
	// path finds the account in the path; its first group. nil: an address of this
	// platform never tells whose it is.
	path *regexp.Regexp
}

// platforms is read only. Reserved words are no accounts.
var platforms = []platform{
	{"X", []string{"twitter.com", "x.com", "fxtwitter.com", "vxtwitter.com", "nitter.net"}, regexp.MustCompile(`^/@?([A-Za-z0-9_]{1,15})(?:/|$)`)},
	{"Telegram", []string{"t.me", "telegram.me", "telegram.dog"}, regexp.MustCompile(`^/(?:s/)?((?:c/)?[A-Za-z0-9_]{3,32})(?:/|$)`)},
	{"YouTube", []string{"youtube.com", "youtu.be", "youtube-nocookie.com"}, regexp.MustCompile(`^/(?:@|c/|user/|channel/)([^/]{2,60})(?:/|$)`)},
	{"TikTok", []string{"tiktok.com"}, regexp.MustCompile(`^/@([A-Za-z0-9_.]{2,24})(?:/|$)`)},
	{"Instagram", []string{"instagram.com"}, regexp.MustCompile(`^/([A-Za-z0-9_.]{1,30})(?:/(?:p|reel|tv)/[^/]+)?/?$`)},
	{"Facebook", []string{"facebook.com", "fb.com", "fb.watch"}, regexp.MustCompile(`^/([A-Za-z0-9.]{5,50})/(?:posts|videos|photos)(?:/|$)`)},
	{"VK", []string{"vk.com", "vk.ru", "vkvideo.ru"}, regexp.MustCompile(`^/(?:wall|video|photo|clip)(-?[0-9]+)_`)},
	{"Odnoklassniki", []string{"ok.ru"}, regexp.MustCompile(`^/(?:profile|group)/([0-9]+)(?:/|$)`)},
	{"Threads", []string{"threads.net", "threads.com"}, regexp.MustCompile(`^/@([A-Za-z0-9_.]{1,30})(?:/|$)`)},
	{"Bluesky", []string{"bsky.app"}, regexp.MustCompile(`^/profile/([^/]{3,80})(?:/|$)`)},
	{"Reddit", []string{"reddit.com", "redd.it"}, regexp.MustCompile(`^/(?:user|u)/([A-Za-z0-9_-]{3,20})(?:/|$)`)},
	{"a file host", []string{"drive.google.com", "docs.google.com", "photos.google.com", "maps.app.goo.gl", "dropbox.com", "mega.nz", "imgur.com", "streamable.com", "wetransfer.com", "icloud.com", "vimeo.com", "rumble.com", "dailymotion.com"}, nil},
	{"an archive", []string{"archive.today", "archive.ph", "archive.is", "archive.md", "archive.vn", "archive.li", "archive.fo", "perma.cc", "ghostarchive.org", "bit.ly", "goo.gl", "tinyurl.com", "t.co"}, nil},
}

var noAccount = []string{"i", "intent", "home", "search", "hashtag", "share", "joinchat", "watch", "p", "reel", "reels", "tv", "stories", "explore", "groups", "pages", "events", "story.php", "permalink.php", "photo.php", "video.php", "s", "c", "status"}

// wayback is a page kept by the Internet Archive; the page itself follows.
var wayback = regexp.MustCompile(`^/web/[0-9]{4,14}[a-z_]*/(https?:/{1,2}.+)$`)

// readAddress reads an http or https address; ok is false for anything else.
func readAddress(text string) (address, bool) { return readAddressAt(text, 0) }

func readAddressAt(text string, depth int) (address, bool) {
	text = strings.TrimSpace(text)
	u, err := url.Parse(text)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Hostname() == "" || len(text) > 4096 {
		return address{}, false
	}
	host := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	for _, lead := range []string{"www.", "m.", "mobile.", "old."} {
		if rest, cut := strings.CutPrefix(host, lead); cut && strings.Contains(rest, ".") {
			host = rest
		}
	}
	if m := wayback.FindStringSubmatch(u.EscapedPath()); m != nil && host == "web.archive.org" && depth == 0 {
		inner := m[1]
		if i := strings.Index(inner, ":/"); i > 0 && !strings.HasPrefix(inner[i:], "://") {
			inner = inner[:i] + "://" + inner[i+2:]
		}
		if u.RawQuery != "" {
			inner += "?" + u.RawQuery
		}
		if a, ok := readAddressAt(inner, 1); ok {
			a.url = text
			return a, true
		}
	}
	out := address{url: text, host: host, same: host + strings.TrimSuffix(u.EscapedPath(), "/") + keptQuery(u)}
	for _, p := range platforms {
		if i := slices.IndexFunc(p.hosts, func(h string) bool { return host == h || strings.HasSuffix(host, "."+h) }); i >= 0 {
			p.read(&out, u)
			return out, true
		}
	}
	out.outlet = true
	out.name = host
	if site, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil && net.ParseIP(host) == nil {
		out.name = site
	}
	out.who = out.name
	return out, true
}

// read finds the account of an address, and what makes it the same as another.
func (p platform) read(out *address, u *url.URL) {
	path := u.EscapedPath()
	switch p.name {
	case "X":
		out.same = "x.com" + strings.ToLower(strings.TrimSuffix(cutAfterStatus(path), "/"))
	case "Telegram":
		out.same = "t.me" + strings.ToLower(strings.TrimSuffix(strings.TrimPrefix(path, "/s"), "/"))
		if strings.HasPrefix(path, "/s/") {
			path = path[len("/s"):]
		}
	case "YouTube":
		if id := u.Query().Get("v"); id != "" {
			out.same = "youtube.com/watch?v=" + id
		} else if out.host == "youtu.be" {
			out.same = "youtube.com/watch?v=" + strings.Trim(path, "/")
		} else if rest, cut := strings.CutPrefix(path, "/shorts/"); cut {
			out.same = "youtube.com/watch?v=" + strings.Trim(rest, "/")
		}
	}
	if p.path == nil {
		return
	}
	m := p.path.FindStringSubmatch(path)
	if m == nil || slices.Contains(noAccount, strings.ToLower(m[1])) {
		return
	}
	handle, err := url.PathUnescape(m[1])
	if err != nil {
		return
	}
	out.who = strings.ToLower(p.name) + " " + strings.ToLower(handle)
	if p.name == "YouTube" && strings.HasPrefix(path, "/channel/") {
		out.who = "youtube " + handle // channels differ in capitals alone
	}
	out.name = handle + " (" + p.name + ")"
}

var statusPath = regexp.MustCompile(`^(/[^/]+/status/[0-9]+)/.*$`)

// cutAfterStatus takes /photo/1 and the like off the address of a post.
func cutAfterStatus(path string) string {
	if m := statusPath.FindStringSubmatch(path); m != nil {
		return m[1]
	}
	return path
}

// keptQuery gives the part of a query that decides which page it is, in order.
func keptQuery(u *url.URL) string {
	q := u.Query()
	for key := range q {
		low := strings.ToLower(key)
		if strings.HasPrefix(low, "utm_") || slices.Contains([]string{"fbclid", "gclid", "igshid", "igsh", "yclid", "ref", "ref_src", "ref_url", "feature", "si", "mibextid", "single"}, low) {
			q.Del(key)
		}
	}
	if len(q) == 0 {
		return ""
	}
	return "?" + q.Encode()
}
