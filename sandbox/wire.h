// What the server, the zygote, programs and runs say to each other.
//
// Shape:   fixed-size plain structs over SOCK_SEQPACKET, one message a packet,
//          descriptors beside it; the text at the end of a struct is sent only
//          as far as it is used
// Units:   microseconds and bytes
// Errors:  errno style, because the zygote and its children use it too: no
//          allocation, no exceptions
// Threads: stateless; one reader per socket
//
//   server  -> zygote   LoadRequest (source, its files), RunRequest (stdin,
//                       stdout and what else it says), EndRequest, DropRequest,
//                       Ping
//   zygote  -> server   Ready or Failed, then Facts for every load and run; a
//                       Ping comes back as it is, by which a stuck zygote shows
//   zygote  -> program  RunRequest, passed on
//   program -> zygote   Hello, then Report, when it has compiled
//   run     -> zygote   Hello, then Report, on its program's socket; the kernel
//                       stamps the sender's process id on each
//
// Reports come from hostile processes: ValidReport before anything is used.
#ifndef GAVEL_SANDBOX_WIRE_H_
#define GAVEL_SANDBOX_WIRE_H_

#include <sys/types.h>

#include <array>
#include <cstddef>
#include <cstdint>

#include "core/execution.h"

namespace gavel::sandbox::wire {

enum class Type : uint32_t {
  kReady = 1,
  kFailed,
  kLoad,
  kRun,
  kDrop,
  kHello,
  kReport,
  kFacts,
  kPing,
  kEnd,
};

inline constexpr size_t kTextSize = kMaxMessage;

// What the descriptors beside a RunRequest are: RunRequest::streams has a bit
// for each that is there, and they come in the order of the bits.
enum class Stream : uint32_t {
  kStandardInput = 0,
  kStandardOutput,
  kStandardError,
  kFileTable,   // the run's files, sealed
  kWritten,     // receives the files that it has written
  kChannel,     // shared memory of two runs that talk to each other
  kTranscript,  // receives what they say
  kFirstFile,   // from here on: large files, which the table names by number
  kLastFile = kFirstFile + 5,
};
inline constexpr int kMaxDescriptors = static_cast<int>(Stream::kLastFile) + 1;

constexpr uint32_t StreamBit(Stream stream) {
  return uint32_t{1} << static_cast<uint32_t>(stream);
}
// The number of its descriptor in the run: that of a standard stream, or one
// that no descriptor has when it is received.
constexpr int StreamFd(Stream stream) {
  const int number = static_cast<int>(stream);
  return number < 3 ? number : number + 29;
}

// Bits of ProgramLimits::features.
inline constexpr int64_t kEval = 1;
inline constexpr int64_t kWebAssembly = 2;

struct ProgramLimits {
  int64_t cpu_us;
  int64_t wall_us;
  int64_t memory_bytes;
  int64_t stack_bytes;
  int64_t output_bytes;
  int64_t compile_us;
  int64_t compile_memory_bytes;
  int64_t features;
};

enum class SourceKind : uint32_t {
  kJavaScript = 0,
  // What a run of a compiler wrote: as hostile as the source that it read.
  kTranslated,
  // A compiler of ours: the program evaluates it, its runs call it.
  kCompiler,
};

struct LoadRequest {
  Type type = Type::kLoad;
  SourceKind kind = SourceKind::kJavaScript;
  uint64_t program = 0;
  ProgramLimits limits{};
  // Zero-terminated.
  std::array<char, 64> file_name{};
};

struct RunRequest {
  Type type = Type::kRun;
  uint32_t seed = 0;
  uint64_t program = 0;
  uint64_t run = 0;
  // Bits of Stream.
  uint32_t streams = 0;
  // 1 if the program should fork ahead for a run that is likely to follow.
  uint32_t another_follows = 0;
  // Less than the program may use; 0 where it is the same.
  int64_t cpu_us = 0;
  int64_t wall_us = 0;
  int64_t memory_bytes = 0;
  // More wall time than the program may use, for what others make it wait.
  int64_t more_wall_us = 0;
};

struct DropRequest {
  Type type = Type::kDrop;
  uint32_t unused = 0;
  uint64_t program = 0;
};

// Why the zygote ended a process.
enum class Killed : uint32_t {
  kNo = 0,
  kCpuTime,
  kWallTime,
  kFlood,         // more messages than a run has to send
  kProgramLost,   // the program was dropped, or the machine ended it
  kProgramEnded,  // the program process ended by itself, which is its fault
  kNotNeeded,     // the server had enough of it, which is nobody's fault
  kLast = kNotNeeded,
};

// Ends a run that lives and that nothing else has ended.
struct EndRequest {
  Type type = Type::kEnd;
  // kWallTime or kNotNeeded.
  Killed why = Killed::kNo;
  uint64_t run = 0;
};

struct Ping {
  Type type = Type::kPing;
  uint32_t number = 0;
};

// The process is set up, or could not be, which is our fault. The last word
// that can be trusted: nothing of the submission has been touched before it.
// Again from a program, with EAGAIN: it cannot fork, and tries again.
struct Hello {
  Type type = Type::kHello;
  // 0 when everything is in place, else the error of what failed.
  int32_t error = 0;
  // The program or the run that it is.
  uint64_t id = 0;
  // When it was said, by CLOCK_MONOTONIC: a run's is read later.
  int64_t at_us = 0;
  // What failed, zero-terminated.
  std::array<char, 48> stage{};
};

// What a process says of its own end. Append only.
enum class Claim : uint32_t {
  kNothing = 0,
  kClean,
  kException,
  kStack,
  kCpuTime,
  kHeap,
  kOffHeap,
  kOutput,
  kSyntax,
  kSetup,  // from the zygote only, see Hello
  kLast = kSetup,
};

struct Report {
  Type type = Type::kReport;
  Claim claim = Claim::kNothing;
  int32_t exit_code = 0;
  int32_t line = 0;
  int32_t column = 0;
  uint32_t text_size = 0;
  std::array<char, kTextSize> text;
};

// The kernel's word and the process's claim, side by side.
struct Facts {
  Type type = Type::kFacts;
  // As in wait(2); 0 for a program that goes on living.
  int32_t wait_status = 0;
  // The program or the run that was asked for; the two share one number space.
  uint64_t id = 0;
  int64_t cpu_us = 0;
  int64_t wall_us = 0;
  // Peak resident size less the calibrated size of an empty run.
  int64_t memory_bytes = 0;
  Killed killed = Killed::kNo;
  // The last member: sent only as far as its text goes.
  Report report;
};

// The zygote is warm and has judged an empty program (kReady), or could not be
// set up (kFailed). The text says which engine it is and, line by line, which
// walls stand; or what failed.
struct Greeting {
  Type type = Type::kReady;
  uint32_t text_size = 0;
  std::array<char, kTextSize> text;
};

// What a run may use of its program's limits.
ProgramLimits RunLimits(const ProgramLimits& program,
                        const RunRequest& request);

// The bytes of a struct that are in use.
size_t UsedSize(const Report& report);
size_t UsedSize(const Facts& facts);
size_t UsedSize(const Greeting& greeting);

// True if `size` received bytes make a report that keeps every promise of the
// struct and claims what a process may claim; the text is not promised to be
// UTF-8.
bool ValidReport(const Report& report, size_t size);

// True if `size` received bytes make facts that keep every promise of the
// struct: no negative number, and a report that is valid or kNothing.
bool ValidFacts(const Facts& facts, size_t size);

// Sends one packet. False with errno set.
bool Send(int socket, const void* data, size_t size);
// The same with at least one descriptor. `flags` as of send(2).
bool SendWith(int socket, const void* data, size_t size, const int* fds,
              size_t fd_count, int flags = 0);

struct Received {
  // Bytes, 0 at the end of the stream, -1 with errno set. Whoever sent a packet
  // that is too long (EMSGSIZE) is still named.
  ssize_t size = -1;
  // Descriptors, now the caller's, close-on-exec.
  std::array<int, kMaxDescriptors> fds{};
  size_t fd_count = 0;
  // The sender as the kernel names it, if the socket has SO_PASSCRED; else 0.
  pid_t sender = 0;
};

// Receives one packet of at most `capacity` bytes; a longer one is EMSGSIZE.
Received Receive(int socket, void* data, size_t capacity, int flags);

}  // namespace gavel::sandbox::wire

#endif  // GAVEL_SANDBOX_WIRE_H_
