#include "sandbox/typescript/warm_compiler.h"

#include <fcntl.h>

#include <cerrno>
#include <cstdint>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "core/status_macros.h"
#include "sandbox/conclude.h"
#include "sandbox/memory_file.h"
#include "sandbox/wire.h"

namespace gavel::sandbox {
namespace {

// No submission's limits for compiling exceed these.
constexpr absl::Duration kLoadingTime = absl::Minutes(2);
constexpr absl::Duration kMostTime = absl::Minutes(10);
constexpr Bytes kMostMemory = MiB(8192);
constexpr Bytes kStack = MiB(64);
constexpr Bytes kMostOutput = MiB(128);

wire::ProgramLimits LoadingLimits(const WarmCompilerOptions& options) {
  const int64_t time = absl::ToInt64Microseconds(kMostTime);
  return {.cpu_us = time,
          .wall_us = 3 * time,
          .memory_bytes = kMostMemory.count() + options.own_memory.count(),
          .stack_bytes = kStack.count(),
          .output_bytes = kMostOutput.count(),
          .compile_us = absl::ToInt64Microseconds(kLoadingTime),
          .compile_memory_bytes = kMostMemory.count(),
          .features = 0};
}

absl::Duration WallOf(const Limits& limits) {
  return DefaultWallTime(limits.compile_time);
}

}  // namespace

// The compiler's program process, for as long as somebody uses it.
class WarmCompiler::Process {
 public:
  static absl::StatusOr<std::shared_ptr<Process>> Load(
      const std::shared_ptr<ZygoteClient>& zygote,
      const WarmCompilerOptions& options) {
    wire::LoadRequest request;
    request.kind = wire::SourceKind::kCompiler;
    request.program = zygote->NextId();
    request.limits = LoadingLimits(options);
    const std::string driver =
        absl::StrCat(".driver(", options.rehearsals, ")");
    GAVEL_ASSIGN_OR_RETURN(
        const OwnedFd file,
        MakeSealedFile("compiler", {options.script, driver}));
    uint64_t generation = 0;
    GAVEL_ASSIGN_OR_RETURN(const wire::Facts facts,
                           zygote->Load(request, file, PackedFiles(),
                                        3 * kLoadingTime, generation));
    GAVEL_ASSIGN_OR_RETURN(const Execution loading,
                           ConcludeCompilation(facts, Limits()));
    if (loading.verdict != Verdict::kAccepted) {
      return absl::InternalError(
          absl::StrCat("loading the TypeScript compiler: ", loading.message));
    }
    return std::make_shared<Process>(zygote, request.program, generation,
                                     options.own_memory);
  }

  Process(std::shared_ptr<ZygoteClient> zygote, uint64_t id,
          uint64_t generation, Bytes own_memory)
      : zygote_(std::move(zygote)),
        id_(id),
        generation_(generation),
        own_memory_(own_memory) {}
  ~Process() { zygote_->Drop(id_, generation_); }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  // False once its zygote is another one.
  bool current() const { return zygote_->IsCurrent(generation_); }

  absl::StatusOr<Compiled> Compile(const Source& source, const Limits& limits) {
    RunInput input;
    GAVEL_ASSIGN_OR_RETURN(
        input.standard_input,
        MakeSealedFile("typescript", {source.file_name, "\n", source.text}));
    Compiled compiled;
    GAVEL_ASSIGN_OR_RETURN(compiled.output, MakeMemoryFile("compiled"));
    input.standard_output =
        OwnedFd(fcntl(compiled.output.get(), F_DUPFD_CLOEXEC, 0));
    if (!input.standard_output.ok()) {
      return absl::ErrnoToStatus(errno, "duplicating a descriptor");
    }
    wire::RunRequest request;
    request.program = id_;
    request.run = zygote_->NextId();
    request.another_follows = 1;
    request.cpu_us = absl::ToInt64Microseconds(limits.compile_time);
    request.wall_us = absl::ToInt64Microseconds(WallOf(limits));
    request.memory_bytes = limits.compile_memory.count() + own_memory_.count();
    GAVEL_ASSIGN_OR_RETURN(
        const wire::Facts facts,
        zygote_->Run(request, input, WallOf(limits), generation_));
    if (facts.killed == wire::Killed::kProgramEnded) {
      return absl::UnavailableError("the TypeScript compiler ended");
    }
    GAVEL_ASSIGN_OR_RETURN(compiled.compilation,
                           ConcludeCompilation(facts, limits));
    GAVEL_RETURN_IF_ERROR(Seal(compiled.output));
    return compiled;
  }

 private:
  const std::shared_ptr<ZygoteClient> zygote_;
  const uint64_t id_;
  const uint64_t generation_;
  const Bytes own_memory_;
};

absl::StatusOr<std::shared_ptr<WarmCompiler::Process>> WarmCompiler::Ready(
    const Process* lost) {
  // Whoever else needs it waits for the same one.
  const absl::MutexLock lock(&mu_);
  if (process_ == nullptr || process_.get() == lost || !process_->current()) {
    process_ = nullptr;
    GAVEL_ASSIGN_OR_RETURN(process_, Process::Load(zygote_, options_));
  }
  return process_;
}

absl::Status WarmCompiler::Prepare() { return Ready(nullptr).status(); }

absl::StatusOr<Compiled> WarmCompiler::Compile(const Source& source,
                                               const Limits& limits) {
  GAVEL_ASSIGN_OR_RETURN(std::shared_ptr<Process> process, Ready(nullptr));
  absl::StatusOr<Compiled> compiled = process->Compile(source, limits);
  if (!absl::IsUnavailable(compiled.status())) return compiled;
  // It is gone, with its zygote or alone; its successor has not seen a source.
  GAVEL_ASSIGN_OR_RETURN(process, Ready(process.get()));
  return process->Compile(source, limits);
}

}  // namespace gavel::sandbox
