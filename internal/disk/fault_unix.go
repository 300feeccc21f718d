//go:build unix

package disk

import "syscall"

// errQuota is what a file system says when a user's share of it is used up.
const errQuota = syscall.EDQUOT
