// A run's side of an interaction: says when it waits for the other side and
// when it ends, and, if it is the interactor's, what is said.
//
// Shape:   one per process; every call is allowed and does nothing in a run
//          that talks to nobody
// Threads: single-threaded; MarkEnd and what is for writing are
//          async-signal-safe
#ifndef GAVEL_SANDBOX_ENGINE_CHANNEL_H_
#define GAVEL_SANDBOX_ENGINE_CHANNEL_H_

#include <cstddef>

#include "sandbox/channel_page.h"

namespace gavel::sandbox {

// Maps what the descriptors are and closes them. transcript_fd is negative but
// for the interactor's run. False with errno set.
bool JoinChannel(int channel_fd, int transcript_fd);

// Around a call that blocks until the other side has written, and what it has
// read: nothing at the end.
void BeginRead();
void EndRead(const char* data, size_t size);
// Around a call that blocks until the other side has read.
void BeginWaitForRoom();
void EndWaitForRoom();
// What has been written to the other side.
void NotePut(const char* data, size_t size);

// Before anything of the end can be seen by the other side.
void MarkEnd();

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_ENGINE_CHANNEL_H_
