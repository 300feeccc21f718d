package protect

import "strings"

// Legal forms of firms by their short names: of a firm they tell little, and are
// written out, shortened or left out at will.
var legalForms = func() map[string]string {
	m := map[string]string{}
	for _, line := range strings.Split(`ag: aktiengesellschaft, aktiengeselschaft
gmbh: gesellschaft mit beschrankter haftung, g m b h
jsc: joint stock company, joynt stock company, ao, ojsc, oao, pao, pjsc, cjsc, zao, open joint stock company, public joint stock company, closed joint stock company, ао, оао, пао, зао, пат, прат
llc: limited liability company, ooo, ооо, тов, tov, limited liability partnership, l l c, общество с ограниченнои ответственностью, общество с ограниченной ответственностью
ltd: limited, ltda, pty ltd, pte ltd, private limited, co ltd, company limited, plc, public limited company
inc: incorporated, corporation, corp, company, co
srl: societatea cu raspundere limitata, sarl, societe a responsabilite limitee, s r l
sa: societe anonyme, sociedad anonima, s a
spzoo: sp z o o, spolka z ograniczona odpowiedzialnoscia, sp zoo
bv: besloten vennootschap
nv: naamloze vennootschap
na: national association
lp: limited partnership
kg: kommanditgesellschaft`, "\n") {
		short, long, _ := strings.Cut(line, ": ")
		for _, l := range strings.Split(long, ", ") {
			m[l] = short
		}
	}
	return m
}()

var isForm = wordSet("ag gmbh jsc llc ltd inc srl sa spzoo bv nv na lp kg ab oy as se llp spa sl aps")

var (
	smallWords    = wordSet("and of the und et y for mit a и и й та mv ms shaikh sheikh haji hajji sayyid lady lord")
	businessWords = wordSet("bank group holding holdings trust fund capital partners management services international global solutions government national")
)
