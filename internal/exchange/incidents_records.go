package exchange

import (
	"path"
	"slices"
	"strings"

	"onrecord.dev/onrecord/internal/record"
)

// evidence makes the item for a source: one for each page, however it is written.
func (in *incidentReader) evidence(s *source) record.ID {
	if s.evidence != "" {
		return s.evidence
	}
	at, web := readAddress(s.url)
	var id record.ID
	switch {
	case web:
		id = in.hashed("e", at.same)
	case s.id != "":
		id = in.hashed("e", "source", s.id)
	default:
		id = in.hashed("e", "words", s.author, s.title, s.text)
	}
	s.evidence = id
	kind, footage := in.material(s)
	s.footage = footage
	e, fresh := in.record("evidence", id, s.line, s.path)
	e.supposed.say("kind", kind)
	if web {
		e.said.say("url", at.url)
		e.supposed.say("near_dup_group", page(at))
	}
	title := s.title
	if title == "" {
		title = s.text
	}
	e.said.say("title", shorten(title, 120))
	e.said.say("created", in.time(s.date, "date of a source", s.line, s.path))
	e.supposed.say("method", "listed in an archive of incidents")
	e.supposed.say("acquired_from", in.conduit())
	if s.restricted {
		e.supposed.drop("restriction")
		e.supposed.say("restriction", string(record.RestrictDesk))
	}
	if fresh && !web && s.url != "" {
		in.leave("address", "it is no web address; the source came in without it", in.where(s.line, s.path))
	}
	in.media.add(id, s.hashes)
	return id
}

// speaker makes the account or outlet that a source's address shows. Who cannot be
// told stays unnamed, and is somebody else in every item.
func (in *incidentReader) speaker(s *source) record.ID {
	at, web := readAddress(s.url)
	kind, key, name := "account", at.who, at.name
	switch {
	case web && at.outlet:
		kind = "organization"
	case web && at.who != "":
	case s.author != "":
		kind, name = "unnamed", oneLine(s.author)
		key = "author " + strings.ToLower(name)
	default:
		id := record.ID(in.prefix + "-a-" + strings.TrimPrefix(string(s.evidence), in.prefix+"-e-"))
		e, _ := in.record("actor", id, s.line, s.path)
		e.supposed.say("type", "unnamed")
		return id
	}
	id := in.name("a", key, s.line, s.path)
	if e, fresh := in.record("actor", id, s.line, s.path); fresh {
		e.supposed.say("type", kind)
		e.supposed.say("names", []string{name})
		if key == at.who {
			in.sameElsewhere(e)
		}
	}
	return id
}

// conduit is whoever keeps the archive, where the desk did not make it itself.
func (in *incidentReader) conduit() string {
	if in.Mapping == nil || in.Mapping.Archive == "" {
		return ""
	}
	id := in.name("a", "archive "+in.Mapping.Archive, 1, "archive")
	if e, fresh := in.record("actor", id, 1, "archive"); fresh {
		e.supposed.say("type", "organization")
		e.supposed.say("names", []string{in.Mapping.Archive})
	}
	return string(id)
}

// The words by which archives say what a source is; whole words, in small letters.
var kindWords = map[string][]string{
	"photo": {"photo", "photograph", "photos", "image", "images", "picture", "satellite image", "satellite imagery", "фото", "фотография", "фотографія", "снимок", "знімок", "صورة", "صور"},
	"video": {"video", "videos", "footage", "film", "cctv", "drone footage", "видео", "відео", "видеозапись", "відеозапис", "فيديو", "مقطع"},
	"audio": {"audio", "sound", "recording", "intercept", "аудио", "аудіо", "запись", "запис", "تسجيل", "صوت"},
}

var endings = map[string]string{
	".jpg": "photo", ".jpeg": "photo", ".png": "photo", ".webp": "photo", ".heic": "photo", ".tif": "photo", ".tiff": "photo",
	".mp4": "video", ".mov": "video", ".webm": "video", ".mkv": "video", ".avi": "video", ".m4v": "video", ".3gp": "video",
	".mp3": "audio", ".ogg": "audio", ".wav": "audio", ".m4a": "audio", ".opus": "audio",
}

// material tells what kind of item a source is, and whether the archive itself says
// that it is footage: by its word, its media type, or a mapping that says so of all.
func (in *incidentReader) material(s *source) (kind string, footage bool) {
	if word := in.Mapping.plain("kind", "evidence.kind", s.kind); word != "" {
		return word, in.isFootage(word)
	}
	word := strings.ToLower(oneLine(s.kind))
	for _, k := range []string{"video", "photo", "audio"} {
		if slices.Contains(kindWords[k], word) {
			return k, in.isFootage(k)
		}
	}
	major, _, _ := strings.Cut(word, "/")
	switch major {
	case "video", "audio":
		return major, in.isFootage(major)
	case "image":
		return "photo", in.isFootage("photo")
	}
	if at, web := readAddress(s.url); web {
		if k := endings[strings.ToLower(path.Ext(strings.SplitN(at.same, "?", 2)[0]))]; k != "" {
			return k, in.isFootage(k)
		}
		if strings.HasPrefix(at.same, "youtube.com/") || at.host == "tiktok.com" {
			return "video", in.Mapping != nil && in.Mapping.Footage == footageEvery
		}
	}
	return "web", in.Mapping != nil && in.Mapping.Footage == footageEvery
}

func (in *incidentReader) isFootage(kind string) bool {
	if in.Mapping != nil && in.Mapping.Footage == footageNone {
		return false
	}
	return kind == "photo" || kind == "video" || kind == "audio"
}

// media joins items that carry the same file: whoever shows it, it is one origin.
type media struct {
	up   map[string]string // a forest of hashes; the smallest is the root
	item map[record.ID]string
}

func newMedia() *media { return &media{map[string]string{}, map[record.ID]string{}} }

func (m *media) root(h string) string {
	for m.up[h] != "" && m.up[h] != h {
		if next := m.up[m.up[h]]; next != "" {
			m.up[h] = next
		}
		h = m.up[h]
	}
	return h
}

func (m *media) add(id record.ID, hashes []string) {
	for _, h := range hashes {
		if m.up[h] == "" {
			m.up[h] = h
		}
		if m.item[id] == "" {
			m.item[id] = h
		}
		a, b := m.root(m.item[id]), m.root(h)
		m.up[max(a, b)] = min(a, b)
	}
}

// groups marks the items that carry the same file as copies of each other.
func (in *incidentReader) groups() {
	for id, h := range in.media.item {
		in.byID[id].said.say("near_dup_group", "file-"+digest(16, in.media.root(h)))
	}
}
