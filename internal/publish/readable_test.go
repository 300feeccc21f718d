package publish

import (
	"strings"
	"testing"
	"time"

	"onrecord.dev/onrecord/internal/protect"
	"onrecord.dev/onrecord/internal/record"
)

// A trait is found wherever a reader can find it, and nothing that the release says of
// itself makes one.
func TestReadable(t *testing.T) {
	a := &record.Actor{Traits: []record.Trait{{ID: "unit", Text: "4th division"}, {ID: "day", Text: "12 December"}}}
	b := &builder{w: speakWords("en")}
	for _, c := range []struct {
		path, data string
		want       int
	}{
		{"index.html", "<p>the 4th <b>division</b> left</p>", 1},
		{"index.html", "<p>the 4th</p><p>division</p>", 0},
		{"index.html", `<img alt="of the 4th division">`, 1},
		{"index.html", "<!-- 4th division -->", 1},
		{"index.html", `<script type="application/ld+json">{"name":"4th division"}</script>`, 1},
		{"index.html", "<style>.a{width:4px}</style>division", 0},
		{"index.html", `in December<sup class="ref"><a href="#note-12">12</a></sup>`, 0},
		{"feed.xml", "<item><description>&lt;p&gt;the 4th &lt;i&gt;division&lt;/i&gt;&lt;/p&gt;</description></item>", 1},
		{"story.json", `{"a":["the 4th","division"],"b":"12 December"}`, 1},
		{"evidence/4th-division.txt", "", 1},
		{"evidence/a.txt", "they left on 12.12.2014", 1},
		{"index.html", "Published: 12\u00a0December 2026, 2026-12-12T06:00:00Z", 0},
		{"manifest.json", strings.Repeat("12", 32), 0},
		{"photo.jpg", "\xff\xd8 4th division", 0},
	} {
		r := &Release{Files: map[string][]byte{c.path: []byte(c.data)}, stamps: b.stampsOf(time.Date(2026, 12, 12, 6, 0, 0, 0, time.UTC))}
		if got := protect.TraitHits(r.Readable()[c.path], a); len(got) != c.want {
			t.Errorf("%s %s: %d traits in %q", c.path, c.data, len(got), r.Readable()[c.path])
		}
	}
}

func speakWords(language string) words { w, _ := speak(language); return w }
