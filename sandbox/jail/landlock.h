// Landlock: no file, no TCP, no signal leaves the domain, by a mechanism that
// is independent of seccomp and namespaces and needs no privilege.
//
// Errors:  -1 with errno set: ENOSYS without it in the kernel, EOPNOTSUPP when
//          it is switched off
// Threads: single-threaded; for the caller and all it forks, for good
// Source:  landlock(7), the kernel's userspace API documentation
#ifndef GAVEL_SANDBOX_JAIL_LANDLOCK_H_
#define GAVEL_SANDBOX_JAIL_LANDLOCK_H_

namespace gavel::sandbox {

// Denies everything that the kernel's version of Landlock can deny. Returns
// that version, from 1. Needs no_new_privs.
int EnterLandlock();

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_JAIL_LANDLOCK_H_
