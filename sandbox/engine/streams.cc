#include "sandbox/engine/streams.h"

#include <poll.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "sandbox/engine/channel.h"
#include "sandbox/engine/report.h"

namespace gavel::sandbox {
namespace {

constexpr size_t kBufferSize = 64 * 1024;

struct OutputBuffer {
  size_t used = 0;
  std::array<char, kBufferSize> bytes;
};

// Process-wide because handlers and allocators flush too. Static storage: pages
// that a run does not write are never copied.
struct Output {
  int64_t limit = 0;
  int64_t written = 0;
  OutputBuffer out;
  OutputBuffer err;
};
Output g_output;

// Input that has been read and not been taken: [begin, end) of a growing block.
struct Input {
  char* bytes = nullptr;
  size_t capacity = 0;
  size_t begin = 0;
  size_t end = 0;
  bool at_end = false;
  enum class Kind { kUnknown, kFile, kOther } kind = Kind::kUnknown;
};
Input g_input;
// Less than that is read through the block: programs read byte by byte.
constexpr size_t kReadDirectly = 16 * 1024;

// A pipe that is full and does not block: the other side has to read first.
void WaitForRoom(int fd) {
  BeginWaitForRoom();
  pollfd output{fd, POLLOUT, 0};
  syscall(SYS_ppoll, &output, 1, nullptr, nullptr, 0);
  EndWaitForRoom();
}

void WriteFully(int fd, const char* data, size_t size) {
  while (size > 0) {
    const ssize_t written = write(fd, data, size);
    if (written < 0) {
      if (errno != EINTR && errno != EAGAIN) {
        // Nobody hears it, but it was said.
        if (fd == STDOUT_FILENO) NotePut(data, size);
        return;
      }
      if (errno == EAGAIN) WaitForRoom(fd);
      continue;
    }
    if (fd == STDOUT_FILENO) NotePut(data, static_cast<size_t>(written));
    data += written;
    size -= static_cast<size_t>(written);
  }
}

OutputBuffer& Buffer(int fd) {
  return fd == STDERR_FILENO ? g_output.err : g_output.out;
}

void Flush(int fd) {
  OutputBuffer& buffer = Buffer(fd);
  const size_t used = buffer.used;
  buffer.used = 0;
  WriteFully(fd, buffer.bytes.data(), used);
}

// Makes room for `more` bytes behind end.
void Grow(size_t more) {
  Input& in = g_input;
  if (in.begin > 0) {
    std::memmove(in.bytes, in.bytes + in.begin, in.end - in.begin);
    in.end -= in.begin;
    in.begin = 0;
  }
  if (in.capacity - in.end >= more) return;
  const size_t wanted = std::max(in.end + more, in.capacity * 2);
  // The process ends in the allocator if this fails.
  in.bytes = static_cast<char*>(std::realloc(in.bytes, wanted));
  in.capacity = wanted;
}

// Reads once; 0 at the end.
size_t ReadOnce(char* to, size_t size) {
  if (g_input.at_end) return 0;
  // Whoever answers must have seen what was asked.
  FlushOutput();
  BeginRead();
  ssize_t count = -1;
  do {
    count = read(STDIN_FILENO, to, size);
  } while (count < 0 && errno == EINTR);
  EndRead(to, count > 0 ? static_cast<size_t>(count) : 0);
  if (count > 0) return static_cast<size_t>(count);
  g_input.at_end = true;
  return 0;
}

// Reads once into the block. False at the end.
bool Fill(size_t size) {
  Input& in = g_input;
  if (in.at_end) return false;
  Grow(size);
  const size_t count = ReadOnce(in.bytes + in.end, in.capacity - in.end);
  in.end += count;
  return count > 0;
}

bool IsFile() {
  if (g_input.kind == Input::Kind::kUnknown) {
    g_input.kind =
        InputFileSize() < 0 ? Input::Kind::kOther : Input::Kind::kFile;
  }
  return g_input.kind == Input::Kind::kFile;
}

InputView Take(size_t size) {
  const InputView view{g_input.bytes + g_input.begin, size};
  g_input.begin += size;
  return view;
}

}  // namespace

void SetOutputLimit(int64_t limit) { g_output.limit = limit; }

int64_t OutputLeft() { return g_output.limit - g_output.written; }

void CountOutput(int64_t bytes) {
  if (bytes > OutputLeft()) {
    EndAtLimit(wire::Claim::kOutput, "output limit exceeded");
  }
  g_output.written += bytes;
}

void WriteOutput(int fd, const char* data, size_t size) {
  if (static_cast<int64_t>(size) > OutputLeft()) {
    const size_t fits = static_cast<size_t>(OutputLeft());
    Flush(fd);
    WriteFully(fd, data, fits);
    g_output.written = g_output.limit;
    EndAtLimit(wire::Claim::kOutput, "output limit exceeded");
  }
  g_output.written += static_cast<int64_t>(size);
  OutputBuffer& buffer = Buffer(fd);
  if (size > kBufferSize - buffer.used) Flush(fd);
  if (size > kBufferSize) {
    WriteFully(fd, data, size);
    return;
  }
  std::memcpy(buffer.bytes.data() + buffer.used, data, size);
  buffer.used += size;
}

char* OutputRoom(int fd, size_t size) {
  if (size > kBufferSize || static_cast<int64_t>(size) > OutputLeft()) {
    return nullptr;
  }
  OutputBuffer& buffer = Buffer(fd);
  if (size > kBufferSize - buffer.used) Flush(fd);
  return buffer.bytes.data() + buffer.used;
}

void KeepOutput(int fd, size_t size) {
  g_output.written += static_cast<int64_t>(size);
  Buffer(fd).used += size;
}

void FlushOutput() {
  Flush(STDOUT_FILENO);
  Flush(STDERR_FILENO);
}

bool ReadLine(InputView& line) {
  Input& in = g_input;
  size_t searched = 0;
  for (;;) {
    const char* start = in.bytes + in.begin;
    const size_t have = in.end - in.begin;
    const void* found =
        have > searched ? std::memchr(start + searched, '\n', have - searched)
                        : nullptr;
    if (found != nullptr) {
      line = Take(static_cast<size_t>(static_cast<const char*>(found) - start));
      ++in.begin;
      break;
    }
    searched = have;
    // Doubling keeps a very long line linear.
    if (Fill(std::max(kBufferSize, have))) continue;
    if (have == 0) return false;
    line = Take(have);
    break;
  }
  if (line.size > 0 && line.data[line.size - 1] == '\r') --line.size;
  return true;
}

size_t ReadInto(char* to, size_t most) {
  Input& in = g_input;
  size_t done = 0;
  do {
    if (in.begin == in.end && most - done >= kReadDirectly) {
      const size_t count = ReadOnce(to + done, most - done);
      if (count == 0) break;
      done += count;
      continue;
    }
    if (in.begin == in.end && !Fill(kBufferSize)) break;
    const InputView view = Take(std::min(most - done, in.end - in.begin));
    std::memcpy(to + done, view.data, view.size);
    done += view.size;
    // A file gives all that it has, as one call of the system would.
  } while (done < most && IsFile());
  return done;
}

bool WaitForInput(int64_t ms) {
  if (g_input.begin < g_input.end || g_input.at_end) return true;
  FlushOutput();
  pollfd input{STDIN_FILENO, POLLIN, 0};
  timespec left{ms / 1000, ms % 1000 * 1'000'000};
  // The system call updates what is left, so that the watchdog's signals do not
  // prolong the wait.
  long ready = -1;
  do {
    ready = syscall(SYS_ppoll, &input, 1, &left, nullptr, 0);
  } while (ready < 0 && errno == EINTR);
  return ready != 0;
}

InputBlock ReadAll() {
  Input& in = g_input;
  // A file fits into the first block; one more read finds its end.
  const int64_t file = InputFileSize();
  size_t wanted = file < 0 ? kBufferSize : static_cast<size_t>(file) + 1;
  while (Fill(wanted)) wanted = 1;
  const size_t size = in.end - in.begin;
  if (size == 0) return {};
  if (in.begin > 0) std::memmove(in.bytes, in.bytes + in.begin, size);
  const InputBlock block{static_cast<char*>(std::realloc(in.bytes, size)),
                         size};
  in.bytes = nullptr;
  in.capacity = in.begin = in.end = 0;
  return block;
}

int64_t InputFileSize() {
  struct stat status {};
  // The plain call: libc's fstat is another one, which a run may not make.
  if (syscall(SYS_fstat, STDIN_FILENO, &status) != 0 ||
      !S_ISREG(status.st_mode)) {
    return -1;
  }
  return status.st_size;
}

}  // namespace gavel::sandbox
