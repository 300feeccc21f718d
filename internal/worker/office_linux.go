package worker

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"

	seccomp "github.com/elastic/go-seccomp-bpf"
	"github.com/landlock-lsm/go-landlock/landlock"
	llsys "github.com/landlock-lsm/go-landlock/landlock/syscall"
	"golang.org/x/sys/unix"

	"onrecord.dev/onrecord/internal/problem"
	"onrecord.dev/onrecord/internal/redact"
)

// officeMemory is what an office program may map, in bytes.
const officeMemory = 4 << 30

// pipesDir is where an office program makes the socket by which it would talk to
// another run of itself; in namespaces the private directory lies over it.
const pipesDir = "/tmp"

// officeIsolations lists what to try, strictest first: namespaces of its own for
// network and mounts, with the right to mount in them; the same for root without a
// user's namespace; none, where landlock and seccomp must hold alone.
func officeIsolations() []isolation { return ladder(syscall.CLONE_NEWNS, unix.CAP_SYS_ADMIN) }

func killGroup(pid int) { _ = syscall.Kill(-pid, syscall.SIGKILL) }

// becomeOffice is the child: it shuts itself in, and only then looks at the file.
func becomeOffice(stdin io.Reader, stdout io.Writer) int {
	runtime.LockOSThread() // rights are given up by thread, and this one starts the program
	in := bufio.NewReaderSize(stdin, maxHeader)
	line, err := in.ReadSlice('\n')
	var req officeRequest
	if err != nil || json.Unmarshal(line, &req) != nil || !req.Kind.Valid() || req.Size < 0 || req.Size > officeMost || !filepath.IsAbs(req.Dir) {
		return problem.Usage.ExitCode()
	}
	var out officeAnswer
	if !shutIn(req) {
		out.Loose = true
	} else {
		data := make([]byte, req.Size)
		if _, err := io.ReadFull(in, data); err != nil {
			return problem.Usage.ExitCode()
		}
		if out.PDF, out.Left, err = req.pages(data); err != nil {
			out = officeAnswer{Failed: !errors.As(err, &out.Refused), Refused: out.Refused}
		}
	}
	if json.NewEncoder(stdout).Encode(out) != nil {
		return problem.Internal.ExitCode()
	}
	return 0
}

// shutIn takes away what drawing pages does not need, for this process and all that
// it starts: the network by a namespace or by seccomp, files by landlock, rights and
// memory. It reports whether both network and files are out of reach.
func shutIn(req officeRequest) bool {
	if req.Namespaces && !privateMemory(req.Dir) {
		return false
	}
	own := []landlock.Rule{landlock.RWDirs(req.Dir)}
	if req.Dir != pipesDir {
		own = append(own, landlock.PathAccess(llsys.AccessFSMakeSock|llsys.AccessFSRemoveFile, pipesDir))
	}
	for what, n := range map[int]uint64{
		unix.RLIMIT_CORE: 0, unix.RLIMIT_FSIZE: officeRoom, unix.RLIMIT_NOFILE: 256,
		unix.RLIMIT_CPU: uint64(officeTime.Seconds()), unix.RLIMIT_AS: officeMemory,
	} {
		_ = unix.Setrlimit(what, &unix.Rlimit{Cur: n, Max: n})
	}
	_ = unix.Prctl(unix.PR_SET_DUMPABLE, 0, 0, 0, 0)
	_ = unix.Prctl(unix.PR_CAP_AMBIENT, unix.PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0)
	for c := range uintptr(unix.CAP_LAST_CAP + 1) { // root's, too, when another program is started
		_ = unix.Prctl(unix.PR_CAPBSET_DROP, c, 0, 0, 0)
	}
	files := landsHere() && landlock.V5.BestEffort().RestrictPaths(append(own,
		landlock.RODirs("/usr", "/lib", "/lib64", "/bin", "/opt", "/etc/fonts", "/etc/libreoffice", "/var/lib/libreoffice", "/var/spool/libreoffice", "/etc/alternatives", "/var/cache/fontconfig", "/snap").IgnoreIfMissing(),
		landlock.ROFiles("/etc/ld.so.cache", "/dev/urandom", "/dev/random", "/dev/zero").IgnoreIfMissing(),
		landlock.RWFiles("/dev/null").IgnoreIfMissing())...) == nil
	return files && refuseCalls() // an old kernel without landlock is refused
}

// landsHere reports whether this kernel has landlock.
func landsHere() bool {
	abi, _, errno := unix.Syscall(unix.SYS_LANDLOCK_CREATE_RULESET, 0, 0, unix.LANDLOCK_CREATE_RULESET_VERSION)
	return errno == 0 && int(abi) >= 1
}

// privateMemory puts a file system in memory over the directory, which this process
// and those that it starts see alone: it is gone when the last of them is.
func privateMemory(dir string) bool {
	return unix.Mount("", "/", "", unix.MS_REC|unix.MS_PRIVATE, "") == nil &&
		unix.Mount("onrecord", dir, "tmpfs", unix.MS_NOSUID|unix.MS_NODEV|unix.MS_NOEXEC, "mode=0700,size=1g") == nil
}

// refused are system calls that no office program needs to draw a page.
var refused = []string{
	"ptrace", "process_vm_readv", "process_vm_writev", "bpf", "perf_event_open", "userfaultfd", "io_uring_setup", "io_uring_enter", "io_uring_register",
	"keyctl", "add_key", "request_key", "mount", "umount2", "pivot_root", "chroot", "unshare", "setns", "move_mount", "open_tree", "fsopen", "fsconfig", "fsmount",
	"init_module", "finit_module", "delete_module", "kexec_load", "kexec_file_load", "swapon", "swapoff", "reboot", "settimeofday", "clock_settime", "open_by_handle_at",
}

// refuseCalls refuses them, and sockets other than a process's own.
func refuseCalls() bool {
	if !seccomp.Supported() {
		return false
	}
	return seccomp.LoadFilter(seccomp.Filter{
		NoNewPrivs: true,
		Flag:       seccomp.FilterFlagTSync,
		Policy: seccomp.Policy{
			DefaultAction: seccomp.ActionAllow,
			Syscalls: []seccomp.SyscallGroup{
				{Action: seccomp.ActionErrno, Names: refused, NamesWithCondtions: []seccomp.NameWithConditions{
					{Name: "socket", Conditions: seccomp.ArgumentConditions{{Argument: 0, Operation: seccomp.NotEqual, Value: unix.AF_UNIX}}},
				}},
				{Action: seccomp.ActionErrno | seccomp.Action(unix.ECONNREFUSED), Names: []string{"connect"}}, // as if nobody listened
			},
		},
	}) == nil
}

// pages makes pages of a file: into a flat document, which is stripped, and out of it.
func (r officeRequest) pages(data []byte) ([]byte, redact.LeftOut, error) {
	settled, err := r.Kind.Settle(data)
	if err != nil {
		return nil, redact.LeftOut{}, err
	}
	profile := filepath.Join(r.Dir, "profile", "user")
	if err := os.MkdirAll(profile, 0o700); err != nil {
		return nil, redact.LeftOut{}, err
	}
	if err := os.WriteFile(filepath.Join(profile, "registrymodifications.xcu"), []byte(officeSettings), 0o600); err != nil {
		return nil, redact.LeftOut{}, err
	}
	flat, err := r.convert(settled, "in."+r.Kind.Ending, r.Kind.Flat)
	if err != nil {
		return nil, redact.LeftOut{}, err
	}
	flat, left, err := redact.Strip(flat)
	if err != nil {
		return nil, redact.LeftOut{}, err
	}
	pdf, err := r.convert(flat, "flat."+r.Kind.Flat, "pdf")
	return pdf, left, err
}

// restarts is how often an office program may ask to be started again, as it does
// with a new profile; 81 is its word for that.
const (
	restarts     = 3
	restartAsked = 81
)

// convert has the office program write a file in another form.
func (r officeRequest) convert(data []byte, name, ending string) ([]byte, error) {
	in, outDir := filepath.Join(r.Dir, name), filepath.Join(r.Dir, "out")
	if err := os.WriteFile(in, data, 0o600); err != nil {
		return nil, err
	}
	var err error
	for range restarts {
		cmd := exec.Command(r.Program, "-env:UserInstallation=file://"+filepath.Join(r.Dir, "profile"), "--headless", "--norestore", "--nologo",
			"--nolockcheck", "--convert-to", ending, "--outdir", outDir, in)
		cmd.Dir = r.Dir
		cmd.Env = []string{"HOME=" + r.Dir, "TMPDIR=" + r.Dir, "XDG_RUNTIME_DIR=" + r.Dir, "LC_ALL=C.UTF-8", "TZ=UTC", "SAL_USE_VCLPLUGIN=svp", "SAL_DISABLE_OPENCL=1"}
		cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
		if r.Namespaces {
			cmd.SysProcAttr.Cloneflags = syscall.CLONE_NEWPID // all that it starts dies with it
		}
		cmd.WaitDelay = 2 * time.Second
		if err = cmd.Run(); cmd.ProcessState == nil || cmd.ProcessState.ExitCode() != restartAsked {
			break
		}
	}
	if err != nil {
		return nil, err
	}
	_ = os.Remove(in)
	path := filepath.Join(outDir, strings.TrimSuffix(name, filepath.Ext(name))+"."+ending)
	if info, err := os.Stat(path); err != nil || info.Size() > officeRoom/2 {
		return nil, errNoPages
	}
	out, err := os.ReadFile(path)
	_ = os.Remove(path)
	return out, err
}

var errNoPages = errors.New("worker: the office program wrote nothing")

// officeSettings is the profile: no macros, no active content, no links followed,
// nothing worked out anew.
const officeSettings = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>1</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="ODFRecalcMode" oor:op="fuse"><value>1</value></prop></item>
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>en-US</value></prop></item>
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooLocale" oor:op="fuse"><value>en-US</value></prop></item>
</oor:items>
`
