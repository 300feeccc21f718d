package propose

func (f *finder) subtitles() bool  { return false }
func (f *finder) transcript() bool { return false }
