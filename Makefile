# make check is the one command that builds and tests everything; it installs what it needs.
.PHONY: check build demo golden
check:
	bash .ci/run

build:
	go build -o onrecord ./cmd/onrecord

demo:
	go run ./cmd/onrecord demo

# Renew golden files after a deliberate change; look at the difference before you commit it.
golden:
	go test ./internal/check ./internal/event ./internal/exchange ./internal/publish -update
