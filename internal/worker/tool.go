package worker

import (
	"context"
	"encoding/json"
	"io"
	"os/exec"
	"slices"
	"strings"
	"unicode/utf8"

	"onrecord.dev/onrecord/internal/intake"
	"onrecord.dev/onrecord/internal/problem"
)

// itself is the path under which a caged program finds its standard input: a file
// in memory, since it wants to go back and forth in it.
const itself = "/proc/self/fd/0"

// oldTools are the programs of Debian's catdoc for old office documents, with how
// they are asked for UTF-8 and long lines.
var oldTools = map[string][]string{
	"application/msword":            {"catdoc", "-w", "-dutf-8", itself},
	"application/vnd.ms-excel":      {"xls2csv", "-dutf-8", "-q0", "-c\t", itself},
	"application/vnd.ms-powerpoint": {"catppt", "-dutf-8", itself},
}

// oldOffice reads an old office document with a program outside, where it is
// installed.
func oldOffice(ctx context.Context, name, kind string, data []byte, limits intake.Limits) (intake.Result, error) {
	tool := oldTools[kind]
	program, err := exec.LookPath(tool[0])
	if err != nil {
		return intake.Result{}, problem.New(problem.Usage, name, "could not be read: it is a document of the old kind, and "+tool[0]+" is not here",
			"install catdoc, and run onrecord reread; or save it as a document of today and add that")
	}
	said, err := onFile(ctx, data, 4*int64(limits.Chars)+1, crashed(name), program, tool[1:]...)
	if err != nil {
		return intake.Result{}, err
	}
	out := intake.Result{MediaType: kind, Extractor: intake.OldOfficeExtractor}
	pages, err := intake.ToolText(said, limits)
	if err != nil {
		return intake.Result{}, intake.TooMuchText.Problem(name)
	}
	for _, p := range pages {
		out.Chars += utf8.RuneCountInString(p)
	}
	out.Pages = pages
	return out, nil
}

// onFile runs a program on a file that lies in memory and nowhere else.
func onFile(ctx context.Context, data []byte, most int64, failed error, program string, args ...string) ([]byte, error) {
	f, err := memoryFile(data)
	if err != nil {
		return nil, notStarted(err)
	}
	defer f.Close()
	return caged(ctx, f, most, failed, program, args...)
}

// particulars takes over from a worker what has the form of particulars.
func particulars(all []intake.Particular) []intake.Particular {
	all = slices.DeleteFunc(slices.Clone(all[:min(len(all), intake.MaxParticulars)]), func(p intake.Particular) bool {
		return len(p.Group) > 20 || len(p.Name) > 2000 || len(p.Value) > 4000 || strings.ContainsAny(p.Group+p.Name+p.Value, "\n\r")
	})
	return slices.Clip(all)
}

// Media gives what a recording tells of itself, by ffprobe where it is installed:
// its length, its codecs, when and with what it was made. No error where it cannot.
func Media(ctx context.Context, data []byte) []intake.Particular {
	program, err := exec.LookPath("ffprobe")
	if err != nil {
		return nil
	}
	said, err := onFile(ctx, data, 1<<20, errUnprobed, program, "-v", "error", "-protocol_whitelist", "file",
		"-print_format", "json", "-show_format", "-show_streams", itself)
	if err != nil {
		return nil
	}
	var got struct {
		Format struct {
			Name     string            `json:"format_name"`
			Duration string            `json:"duration"`
			Tags     map[string]string `json:"tags"`
		} `json:"format"`
		Streams []struct {
			Type  string            `json:"codec_type"`
			Codec string            `json:"codec_name"`
			Tags  map[string]string `json:"tags"`
		} `json:"streams"`
	}
	if json.NewDecoder(io.LimitReader(strings.NewReader(string(said)), 1<<20)).Decode(&got) != nil {
		return nil
	}
	var out []intake.Particular
	add := func(name, value string) {
		if value = strings.Join(strings.Fields(value), " "); value != "" {
			out = append(out, intake.Particular{Group: "media", Name: name, Value: value})
		}
	}
	tags := func(of string, all map[string]string) {
		names := make([]string, 0, len(all))
		for name := range all {
			names = append(names, name)
		}
		slices.Sort(names)
		for _, name := range names {
			add(of+name, all[name])
		}
	}
	add("duration, seconds", got.Format.Duration)
	add("format", got.Format.Name)
	for _, s := range got.Streams {
		add(s.Type, s.Codec)
	}
	tags("", got.Format.Tags)
	for _, s := range got.Streams {
		tags(s.Type+" ", s.Tags)
	}
	return particulars(out)
}

var errUnprobed = problem.New(problem.Unavailable, "", "ffprobe could not read a recording", "")
