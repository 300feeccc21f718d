package intake

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/bep/imagemeta"
)

// Particular is one thing that a file tells of itself beside what it shows: a
// camera, a place, a time. It may tell where a source lives, so it is kept nowhere
// but in the sealed original, and read from there for those who may open it.
type Particular struct {
	Group string `json:"group"` // exif, xmp, iptc; media
	Name  string `json:"name"`  // as the group's standard has it
	Value string `json:"value"`
}

// Bounds of particulars.
const (
	MaxParticulars = 500
	maxParticular  = 500 // code points of a value
)

// pictureFormats are the types of pictures of which particulars can be read.
var pictureFormats = map[string]imagemeta.ImageFormat{
	"image/jpeg": imagemeta.JPEG, "image/png": imagemeta.PNG, "image/tiff": imagemeta.TIFF, "image/webp": imagemeta.WebP,
	"image/heic": imagemeta.HEIF, "image/heif": imagemeta.HEIF, "image/avif": imagemeta.AVIF,
}

// particular reports whether a picture of a type may have particulars.
func particular(kind string) bool { return pictureFormats[kind] != 0 }

// particularsOf reads EXIF, XMP and IPTC; what is damaged is left out. Where there
// is a place it comes first, in degrees.
func particularsOf(kind string, data []byte) (out []Particular) {
	defer func() {
		if recover() != nil {
			out = nil // the parser fell over: there is nothing that one could rely on
		}
	}()
	format, ok := pictureFormats[kind]
	if !ok {
		return nil
	}
	var tags imagemeta.Tags
	_, _ = imagemeta.Decode(imagemeta.Options{ // what came before damage stands
		R: bytes.NewReader(data), ImageFormat: format, Sources: imagemeta.EXIF | imagemeta.XMP | imagemeta.IPTC,
		LimitNumTags: MaxParticulars, LimitTagSize: 4096,
		HandleTag: func(t imagemeta.TagInfo) error {
			tags.Add(t)
			value, ok := shownValue(t.Value)
			if ok && !strings.HasPrefix(t.Tag, imagemeta.UnknownPrefix) && len(out) < MaxParticulars {
				out = append(out, Particular{groupOf(t.Source), oneLine(t.Tag), value})
			}
			return nil
		},
	})
	slices.SortStableFunc(out, func(a, b Particular) int { return strings.Compare(a.Group+"\x00"+a.Name, b.Group+"\x00"+b.Name) })
	if lat, long, err := tags.GetLatLong(); err == nil && (lat != 0 || long != 0) {
		out = append([]Particular{{"place", "Coordinates", fmt.Sprintf("%.6f, %.6f", lat, long)}}, out...)
	}
	return out[:min(len(out), MaxParticulars)]
}

func groupOf(s imagemeta.Source) string {
	switch s {
	case imagemeta.EXIF:
		return "exif"
	case imagemeta.IPTC:
		return "iptc"
	}
	return "xmp"
}

// shownValue writes a value that a person can read; bytes are none.
func shownValue(v any) (string, bool) {
	switch v.(type) {
	case []byte, nil:
		return "", false
	}
	s := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(fmt.Sprint(v), ""))
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > maxParticular {
		s = string(r[:maxParticular]) + "…"
	}
	return s, s != ""
}

// Recording reports whether a type is one of sound or film.
func Recording(kind string) bool {
	return strings.HasPrefix(kind, "audio/") || strings.HasPrefix(kind, "video/")
}

// Tells reports whether files of a type may have particulars.
func Tells(kind string) bool { return particular(kind) || Recording(kind) }
