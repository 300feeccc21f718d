package worker

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"os"
	"runtime/debug"

	"onrecord.dev/onrecord/internal/intake"
	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/redact"
)

// Main is the worker's side: it reads one request, gives up every right that it
// does not need, only then looks at the file, and answers. The result is the
// process's exit code. It must be called first thing in a process of its own.
func Main(stdin io.Reader, stdout io.Writer) int {
	if len(os.Args) > 2 && os.Args[2] == cageWord {
		return becomeCaged(os.Args[3:])
	}
	if len(os.Args) > 2 && os.Args[2] == officeWord {
		return becomeOffice(stdin, stdout)
	}
	in := bufio.NewReaderSize(stdin, maxHeader)
	req, err := readRequest(in)
	if err != nil {
		return problem.Usage.ExitCode()
	}
	out := answer{Confined: confine(req)}
	data := make([]byte, req.Size)
	if _, err := io.ReadFull(in, data); err != nil {
		return problem.Usage.ExitCode()
	}
	if req.Room != nil {
		debug.SetMemoryLimit(req.Memory * 3 / 4)
		if unpack(req, data, stdout) != nil {
			return problem.Internal.ExitCode()
		}
		return 0
	}
	if len(req.Draw) > 0 {
		if out.Drawn, err = intake.DrawPages(data, req.Draw); err != nil {
			out.Drawn, out.Fault = nil, faultOf(err)
		}
	} else if req.Sheets {
		if out.Sheets, err = redact.Read(req.Name, data); err != nil {
			out.Sheets, out.Refused = nil, redact.FaultOf(err)
		}
	} else if out.Result, err = intake.Extract(req.Name, data, req.Limits); err != nil {
		out.Fault = faultOf(err)
		out.Result = intake.Result{}
	}
	if json.NewEncoder(stdout).Encode(out) != nil {
		return problem.Internal.ExitCode()
	}
	return 0
}

// faultOf is the fault that an error tells of.
func faultOf(err error) intake.Fault {
	fault := intake.Damaged
	_ = errors.As(err, &fault)
	return fault
}
