package pipeline

import "onrecord.dev/onrecord/internal/disk"

// CanInit says why a casefile cannot be made in dir, before anything is.
func CanInit(dir string) error { return disk.CanCreate(dir) }
