//go:build !unix

package disk

import "errors"

// errQuota never comes: other systems report a full disk instead.
var errQuota = errors.New("quota")
