// A run's standard streams: stdin read as needed, output buffered and counted.
//
// Shape:   one set per process (a run is a process); stdout and stderr share
//          the output limit, and the first byte over it ends the run
// Threads: single-threaded; FlushOutput is async-signal-safe
#ifndef GAVEL_SANDBOX_ENGINE_STREAMS_H_
#define GAVEL_SANDBOX_ENGINE_STREAMS_H_

#include <cstddef>
#include <cstdint>

namespace gavel::sandbox {

// Call before the first write; `limit` in bytes.
void SetOutputLimit(int64_t limit);

// Bytes that may still be written.
int64_t OutputLeft();

// Counts what is written elsewhere, or is no longer. Ends the process when the
// limit is exceeded.
void CountOutput(int64_t bytes);

// fd is 1 or 2. Ends the process when the limit is exceeded.
void WriteOutput(int fd, const char* data, size_t size);

// Room for `size` bytes in fd's buffer, of which the caller then keeps what it
// has filled, or null if a buffer or the limit has no such room.
char* OutputRoom(int fd, size_t size);
void KeepOutput(int fd, size_t size);

// Writes what is buffered. Errors are ignored: nobody reads it then.
void FlushOutput();

// A view of input bytes, valid until the next call.
struct InputView {
  const char* data = nullptr;
  size_t size = 0;
};

// The next line without its LF and the CR before it; false at the end.
bool ReadLine(InputView& line);

// At least one and at most `most` bytes, as many as there are if input is a
// regular file; 0 at the end.
size_t ReadInto(char* to, size_t most);

// True as soon as reading would not block, false after `ms` without that.
bool WaitForInput(int64_t ms);

// Memory of malloc, which the caller frees.
struct InputBlock {
  char* data = nullptr;
  size_t size = 0;
};

// Everything that is left.
InputBlock ReadAll();

// Bytes in the file that is standard input; -1 if it is none.
int64_t InputFileSize();

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_ENGINE_STREAMS_H_
