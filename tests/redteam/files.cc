// Runs that were given files and may write records: they reach those, and
// nothing that lies beside.
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <string>

#include "sandbox/wire.h"
#include "tests/redteam/act.h"
#include "tests/redteam/attack.h"

namespace gavel::sandbox::redteam {
namespace {

using wire::Stream;
using wire::StreamFd;

// Room for whatever a call would read.
alignas(16) std::array<char, 4096> g_scratch;

constexpr int kLarge = StreamFd(Stream::kFirstFile);
constexpr int kWritten = StreamFd(Stream::kWritten);

long Pread(int fd) {
  return syscall(SYS_pread64, fd, g_scratch.data(), g_scratch.size(), 0);
}

long Write(int fd, const void* data, size_t size) {
  return syscall(SYS_write, fd, data, size);
}

template <typename... Arguments>
long Call(long number, Arguments... arguments) {
  return syscall(number, arguments...);
}

// 1 MiB at a time, more than any output limit here.
long FloodRecords() {
  static const std::string block(1 << 20, 'x');
  for (int i = 0; i < 16; ++i) {
    if (Write(kWritten, block.data(), block.size()) < 0) return -1;
  }
  return 0;
}

const Attack kFiles[] = {
    // What it was given, which it may read as often as it likes.
    {"ReadItsLargeFile", Ending::kHarmless, 0, [] { return Pread(kLarge); }},
    {"WriteGarbageRecords", Ending::kHarmless, 0,
     [] { return Write(kWritten, "garbage", 7); }},
    // What its output limit is for.
    {"FloodRecords", Ending::kOutput, 0, FloodRecords},
    // Descriptors that it has not, or that it may use in one way only.
    {"ReadStandardInputAnywhere", Ending::kKilled, 0, [] { return Pread(0); }},
    {"ReadTheReports", Ending::kKilled, 0, [] { return Pread(3); }},
    {"ReadALowDescriptor", Ending::kKilled, 0, [] { return Pread(4); }},
    {"ReadTheTable", Ending::kKilled, 0,
     [] { return Pread(StreamFd(Stream::kFileTable)); }},
    {"ReadTheRecords", Ending::kKilled, 0, [] { return Pread(kWritten); }},
    {"ReadAChannel", Ending::kKilled, 0,
     [] { return Pread(StreamFd(Stream::kChannel)); }},
    {"ReadATranscript", Ending::kKilled, 0,
     [] { return Pread(StreamFd(Stream::kTranscript)); }},
    {"ReadBehindTheLastFile", Ending::kKilled, 0,
     [] { return Pread(StreamFd(Stream::kLastFile) + 1); }},
    {"ReadFarBehind", Ending::kKilled, 0, [] { return Pread(kLarge + 64); }},
    {"ReadANegativeDescriptor", Ending::kKilled, 0, [] { return Pread(-1); }},
    {"ReadSequentially", Ending::kKilled, 0,
     [] { return Call(SYS_read, kLarge, g_scratch.data(), g_scratch.size()); }},
    {"WriteToItsLargeFile", Ending::kKilled, 0,
     [] { return Write(kLarge, "x", 1); }},
    {"WriteToTheTable", Ending::kKilled, 0,
     [] { return Write(StreamFd(Stream::kFileTable), "x", 1); }},
    {"WriteToAChannel", Ending::kKilled, 0,
     [] { return Write(StreamFd(Stream::kChannel), "x", 1); }},
    {"WriteRecordsAnywhere", Ending::kKilled, 0,
     [] { return Call(SYS_pwrite64, kWritten, "x", 1, 1L << 30); }},
    {"SeekRecords", Ending::kKilled, 0,
     [] { return Call(SYS_lseek, kWritten, 1L << 30, SEEK_SET); }},
    {"TruncateRecords", Ending::kKilled, 0,
     [] { return Call(SYS_ftruncate, kWritten, 1L << 40); }},
    {"TruncateItsLargeFile", Ending::kKilled, 0,
     [] { return Call(SYS_ftruncate, kLarge, 0L); }},
    {"AllocateRecords", Ending::kKilled, 0,
     [] { return Call(SYS_fallocate, kWritten, 0, 0L, 1L << 40); }},
    {"MapItsLargeFile", Ending::kKilled, 0,
     [] {
       return Call(SYS_mmap, 0L, 4096L, PROT_READ, MAP_PRIVATE, kLarge, 0L);
     }},
    {"MapRecords", Ending::kKilled, 0,
     [] {
       return Call(SYS_mmap, 0L, 4096L, PROT_READ | PROT_WRITE, MAP_SHARED,
                   kWritten, 0L);
     }},
    {"SealRecords", Ending::kKilled, 0,
     [] { return Call(SYS_fcntl, kWritten, F_ADD_SEALS, F_SEAL_WRITE); }},
    {"DuplicateItsLargeFile", Ending::kKilled, 0,
     [] { return Call(SYS_dup3, kLarge, 0, 0); }},
    {"CopyToRecords", Ending::kKilled, 0,
     [] { return Call(SYS_copy_file_range, kLarge, 0L, kWritten, 0L, 9L, 0); }},
    {"SendToRecords", Ending::kKilled, 0,
     [] { return Call(SYS_sendfile, kWritten, kLarge, 0L, 9L); }},
    {"CloseRecords", Ending::kKilled, 0,
     [] { return Call(SYS_close, kWritten); }},
};

}  // namespace

absl::Span<const Attack> Files() { return kFiles; }

}  // namespace gavel::sandbox::redteam
