#include "sandbox/typescript/translator.h"

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
#include "sandbox/typescript/bundle.h"
#include "sandbox/wire.h"

namespace gavel::sandbox {
namespace {

// No submission's limits for compiling exceed these.
constexpr absl::Duration kLoadingTime = absl::Minutes(2);
constexpr absl::Duration kMostTime = absl::Minutes(10);
constexpr Bytes kMostMemory = MiB(8192);
constexpr Bytes kStack = MiB(64);
constexpr Bytes kMostOutput = MiB(128);
// What the compiler itself holds, which is not the submission's.
constexpr Bytes kOwnMemory = MiB(160);

wire::ProgramLimits CompilerLimits() {
  const int64_t time = absl::ToInt64Microseconds(kMostTime);
  return {.cpu_us = time,
          .wall_us = 3 * time,
          .memory_bytes = kMostMemory.count() + kOwnMemory.count(),
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
class Translator::Compiler {
 public:
  static absl::StatusOr<std::shared_ptr<Compiler>> Load(
      const std::shared_ptr<ZygoteClient>& zygote, int rehearsals) {
    wire::LoadRequest request;
    request.kind = wire::SourceKind::kCompiler;
    request.program = zygote->NextId();
    request.limits = CompilerLimits();
    const std::string driver = absl::StrCat(".driver(", rehearsals, ")");
    GAVEL_ASSIGN_OR_RETURN(
        const OwnedFd file,
        MakeSealedFile("compiler", {TranspilerSource(), driver}));
    uint64_t generation = 0;
    GAVEL_ASSIGN_OR_RETURN(
        const wire::Facts facts,
        zygote->Load(request, file.get(), 3 * kLoadingTime, generation));
    GAVEL_ASSIGN_OR_RETURN(const Execution loading,
                           ConcludeCompilation(facts, Limits()));
    if (loading.verdict != Verdict::kAccepted) {
      return absl::InternalError(
          absl::StrCat("loading the TypeScript compiler: ", loading.message));
    }
    return std::make_shared<Compiler>(zygote, request.program, generation);
  }

  Compiler(std::shared_ptr<ZygoteClient> zygote, uint64_t id,
           uint64_t generation)
      : zygote_(std::move(zygote)), id_(id), generation_(generation) {}
  ~Compiler() { zygote_->Drop(id_, generation_); }
  Compiler(const Compiler&) = delete;
  Compiler& operator=(const Compiler&) = delete;

  // False once its zygote is another one.
  bool current() const { return zygote_->IsCurrent(generation_); }

  absl::StatusOr<Translation> Translate(const Source& source,
                                        const Limits& limits) {
    RunInput input;
    GAVEL_ASSIGN_OR_RETURN(
        input.standard_input,
        MakeSealedFile("typescript", {source.file_name, "\n", source.text}));
    Translation translation;
    GAVEL_ASSIGN_OR_RETURN(translation.file, MakeMemoryFile("javascript"));
    input.standard_output =
        OwnedFd(fcntl(translation.file.get(), F_DUPFD_CLOEXEC, 0));
    if (!input.standard_output.ok()) {
      return absl::ErrnoToStatus(errno, "duplicating a descriptor");
    }
    wire::RunRequest request;
    request.program = id_;
    request.run = zygote_->NextId();
    request.cpu_us = absl::ToInt64Microseconds(limits.compile_time);
    request.wall_us = absl::ToInt64Microseconds(WallOf(limits));
    request.memory_bytes = limits.compile_memory.count() + kOwnMemory.count();
    GAVEL_ASSIGN_OR_RETURN(
        const wire::Facts facts,
        zygote_->Run(request, input, WallOf(limits), generation_));
    if (facts.killed == wire::Killed::kProgramEnded) {
      return absl::UnavailableError("the TypeScript compiler ended");
    }
    GAVEL_ASSIGN_OR_RETURN(translation.compilation,
                           ConcludeCompilation(facts, limits));
    GAVEL_RETURN_IF_ERROR(Seal(translation.file));
    return translation;
  }

 private:
  const std::shared_ptr<ZygoteClient> zygote_;
  const uint64_t id_;
  const uint64_t generation_;
};

Translator::Translator(std::shared_ptr<ZygoteClient> zygote, int rehearsals)
    : zygote_(std::move(zygote)), rehearsals_(rehearsals) {}

absl::StatusOr<std::shared_ptr<Translator::Compiler>> Translator::Ready(
    const Compiler* lost) {
  // Whoever else needs it waits for the same one.
  const absl::MutexLock lock(&mu_);
  if (compiler_ == nullptr || compiler_.get() == lost ||
      !compiler_->current()) {
    compiler_ = nullptr;
    GAVEL_ASSIGN_OR_RETURN(compiler_, Compiler::Load(zygote_, rehearsals_));
  }
  return compiler_;
}

absl::Status Translator::Prepare() { return Ready(nullptr).status(); }

absl::StatusOr<Translation> Translator::Translate(const Source& source,
                                                  const Limits& limits) {
  GAVEL_ASSIGN_OR_RETURN(std::shared_ptr<Compiler> compiler, Ready(nullptr));
  absl::StatusOr<Translation> translation = compiler->Translate(source, limits);
  if (!absl::IsUnavailable(translation.status())) return translation;
  // It is gone, with its zygote or alone; its successor has not seen a source.
  GAVEL_ASSIGN_OR_RETURN(compiler, Ready(compiler.get()));
  return compiler->Translate(source, limits);
}

}  // namespace gavel::sandbox
