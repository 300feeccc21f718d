package intake

import (
	"strings"
	"testing"
)

func xlsx(t testing.TB, rows string) []byte {
	return packed(t, member{"[Content_Types].xml", contentTypes}, member{"_rels/.rels", rels("officeDocument", "r1", "xl/workbook.xml")},
		member{"xl/workbook.xml", `<workbook xmlns:r="r"><sheets><sheet name="Список" sheetId="1" r:id="r1"/><sheet name="Paid" state="veryHidden" r:id="r2"/></sheets></workbook>`},
		member{"xl/_rels/workbook.xml.rels", rels("worksheet", "r1", "worksheets/sheet1.xml", "worksheet", "r2", "worksheets/sheet2.xml", "sharedStrings", "r3", "sharedStrings.xml", "styles", "r4", "styles.xml")},
		member{"xl/styles.xml", `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd.mm.yyyy\ hh:mm"/><numFmt numFmtId="165" formatCode="#,##0.00&quot; days&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="21"/></cellXfs></styleSheet>`},
		member{"xl/sharedStrings.xml", `<sst><si><t>Иванов</t></si><si><r><t>two </t></r><r><t>runs</t></r><rPh><t>reading</t></rPh></si></sst>`},
		member{"xl/worksheets/sheet1.xml", `<worksheet><sheetData>` + rows + `</sheetData></worksheet>`},
		member{"xl/worksheets/sheet2.xml", `<worksheet><sheetData><row r="1" hidden="1"><c r="A1" t="inlineStr"><is><t>cash</t></is></c><c r="B1"><v>30000</v></c></row></sheetData></worksheet>`},
		member{"xl/worksheets/_rels/sheet1.xml.rels", rels("comments", "r1", "../comments1.xml")},
		member{"xl/comments1.xml", `<comments><authors><author>Olha</author></authors><commentList><comment ref="B2" authorId="0"><text><r><t>check </t></r><r><t>this</t></r></text></comment></commentList></comments>`})
}

func TestXLSX(t *testing.T) {
	data := xlsx(t, `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="D1" t="s"><v>1</v></c><c r="E1" t="s"><v>99</v></c></row>`+
		`<row r="2"/><row r="3"><c r="A3" s="1"><v>41985</v></c><c r="B3" s="2"><v>41985.5</v></c><c r="C3" s="3"><v>0.1</v></c><c r="D3" s="4"><v>0.25</v></c><c r="E3" t="b"><v>1</v></c><c r="F3" t="str"><f>A1&amp;B1</f><v>joined</v></c><c r="G3" t="e"><v>#REF!</v></c><c r="H3" s="1"><v>-5</v></c></row>`)
	read(t, "a.xlsx", data, typeXLSX,
		"[sheet] Список\nИванов\t\t\ttwo runs\n2014-12-12\t2014-12-12 12:00:00\t0.1\t06:00:00\tTRUE\tjoined\t#REF!\t-5\n[comment on B2 by Olha] check this",
		"[hidden sheet] Paid\n[hidden row] cash\t30000")
}

func TestClockOf(t *testing.T) {
	for format, want := range map[string]clock{
		"General": noClock, "0.00": noClock, "yyyy-mm-dd": dateOf, "[$-419]d mmm yyyy": dateOf, "h:mm:ss": timeOf, "[h]:mm": noClock,
		`0" days"`: noClock, `d\.m\.yy h:mm`: dateOf | timeOf, "@": noClock, "#,##0": noClock, "[Red]0": noClock,
	} {
		if got := clockOf(format); got != want {
			t.Errorf("%s: %d", format, got)
		}
	}
	for _, c := range []struct {
		days float64
		mac  bool
		want string
	}{{1, false, "1900-01-01"}, {59, false, "1900-02-28"}, {61, false, "1900-03-01"}, {40523, true, "2014-12-12"}, {-1, false, ""}, {1e12, false, ""}} {
		if got := dateOf.text(c.days, c.mac); got != c.want {
			t.Errorf("%v: %s", c.days, got)
		}
	}
}

func TestODS(t *testing.T) {
	cell := func(s string) string { return `<table:table-cell><text:p>` + s + `</text:p></table:table-cell>` }
	data := odf(t, typeODS, `<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>`,
		`<table:table table:name="Список"><table:table-row>`+cell("Иванов")+`<table:table-cell table:number-columns-repeated="2"/>`+cell("2")+`<table:table-cell table:number-columns-repeated="16000"/></table:table-row>`+
			`<table:table-row table:visibility="collapse"><table:table-cell><office:annotation><dc:creator>Olha</dc:creator><dc:date>2014-12-12</dc:date><text:p>why?</text:p></office:annotation><text:p>unseen</text:p></table:table-cell></table:table-row>`+
			`<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row></table:table>`+
			`<table:table table:name="Paid" table:style-name="ta2"><table:table-row table:number-rows-repeated="1048000">`+`<table:table-cell table:number-columns-repeated="2"><text:p>x</text:p></table:table-cell>`+`</table:table-row></table:table>`)
	read(t, "a.ods", data, typeODS,
		"[sheet] Список\nИванов\t\t\t2\n[hidden row] unseen\n[comment by Olha, 2014-12-12] why?",
		"[hidden sheet] Paid\n"+strings.TrimSuffix(strings.Repeat("x\tx\n", maxRepeat), "\n"))
}

func TestODT(t *testing.T) {
	data := odf(t, typeODT, "",
		`<office:text><text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info><dc:creator>Петро</dc:creator><dc:date>2014-12-12T00:00:00</dc:date></office:change-info><text:p>не ехать</text:p></text:deletion></text:changed-region>`+
			`<text:changed-region text:id="c2"><text:insertion><office:change-info><dc:creator>Анна</dc:creator></office:change-info></text:insertion></text:changed-region></text:tracked-changes>`+
			`<text:h>Order</text:h><text:p>To<text:s text:c="3"/>go<text:tab/>now
   please.<text:change text:change-id="c1"/><text:change-start text:change-id="c2"/><text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>See order 7.</text:p></text:note-body></text:note></text:p>`+
			`<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>`+
			`<text:p><text:soft-page-break/>Друга</text:p></office:text>`,
		member{"styles.xml", `<office:document-styles><style:header><text:p>Running head</text:p></style:header></office:document-styles>`})
	got := read(t, "a.odt", data, typeODT,
		"Order\nTo   go\tnow please.\n[deleted by Петро, 2014-12-12T00:00:00] не ехать\n[inserted by Анна] here\n[footnote] See order 7.\na\tb",
		"Друга\n[header] Running head")
	if got.Title != "Title of it" {
		t.Errorf("%+v", got)
	}
}

func TestODP(t *testing.T) {
	data := odf(t, typeODP, `<style:style style:name="dp2"><style:drawing-page-properties presentation:visibility="hidden"/></style:style>`,
		`<office:presentation><draw:page draw:name="p1"><draw:frame><draw:text-box><text:p>Depot</text:p></draw:text-box></draw:frame><presentation:notes><text:p>Say nothing</text:p></presentation:notes></draw:page>`+
			`<draw:page draw:name="p2" draw:style-name="dp2"><text:p>Plan</text:p></draw:page></office:presentation>`)
	read(t, "a.odp", data, typeODP, "Depot\n[notes] Say nothing", "[hidden slide] p2\nPlan")
}
