package pipeline

import (
	"bytes"
	"encoding/json"
	"image"
	"image/jpeg"
	"slices"
	"strings"
	"testing"

	"onrecord.dev/onrecord/internal/record"
)

// tagged is a JPEG that tells who made it.
func tagged(t *testing.T, maker string) []byte {
	t.Helper()
	var plain bytes.Buffer
	if err := jpeg.Encode(&plain, image.NewGray(image.Rect(0, 0, 16, 16)), nil); err != nil {
		t.Fatal(err)
	}
	xmp := "http://ns.adobe.com/xap/1.0/\x00" + `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
		`<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="` + maker + `"/></rdf:RDF></x:xmpmeta>`
	n := len(xmp) + 2
	return slices.Concat([]byte{0xff, 0xd8, 0xff, 0xe1, byte(n >> 8), byte(n)}, []byte(xmp), plain.Bytes()[2:])
}

// What a picture tells of itself is shown to those who may open it, and stands in no
// log, no index and no record.
func TestParticularsAreForThoseWhoMayOpen(t *testing.T) {
	d := newDesk(t)
	editor := d.member("ed", record.Editor)
	id := d.add("p.jpg", tagged(t, "Canaryphone 7"))
	tells := func(d *desk) bool {
		d.t.Helper()
		got, err := d.Particulars(ctx, id)
		d.must(err)
		for _, p := range got {
			if strings.Contains(p.Value, "Canaryphone") {
				return true
			}
		}
		return false
	}
	if !tells(d) || !tells(editor.reopen()) {
		t.Error("whoever may open it is not shown what it tells")
	}
	_, err := d.Import(ctx, "c.yaml", []byte("format: onrecord.casefile/1\nevidence: [{id: "+string(id)+", kind: photo, restriction: custodian}]\n"), nil, nil)
	d.must(err)
	if !tells(d.reopen()) || tells(editor.reopen()) {
		t.Error("the restriction is not kept")
	}
	if len(d.found("Canaryphone")) > 0 {
		t.Error("it is in the index")
	}
	log, err := d.Log(ctx, 0)
	d.must(err)
	all, err := json.Marshal([]any{log, d.State().Evidence, d.State().Readings})
	d.must(err)
	if bytes.Contains(all, []byte("Canaryphone")) {
		t.Error("it is in the records")
	}
}
