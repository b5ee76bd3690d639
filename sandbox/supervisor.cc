#include "sandbox/supervisor.h"

#include <unistd.h>

#include <array>
#include <climits>
#include <cstdint>
#include <cstring>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/memory/memory.h"
#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "core/log.h"
#include "core/owned_fd.h"
#include "core/status_macros.h"
#include "sandbox/conclude.h"
#include "sandbox/interaction.h"
#include "sandbox/memory_file.h"
#include "sandbox/pack_files.h"
#include "sandbox/typescript/bundle.h"
#include "sandbox/typescript/warm_compiler.h"
#include "sandbox/typescript/warnings.h"
#include "sandbox/wire.h"
#include "sandbox/zygote_client.h"

namespace gavel::sandbox {
namespace {

// Of a compiler that stays: until all that is hot is machine code.
constexpr int kRehearsals = 20;

WarmCompilerOptions Transpiler(const SupervisorOptions& options) {
  return {.script = TranspilerSource(),
          .own_memory = MiB(160),
          .rehearsals = options.typescript_ready ? kRehearsals : 1};
}

WarmCompilerOptions Checker() {
  return {.script = CheckerSource(), .own_memory = MiB(320)};
}

absl::StatusOr<std::vector<TypeWarning>> ReadWarnings(const Compiled& checked) {
  if (checked.compilation.verdict != Verdict::kAccepted) {
    return std::vector<TypeWarning>{
        {.text = absl::StrCat("types were not checked: ",
                              checked.compilation.message)}};
  }
  GAVEL_ASSIGN_OR_RETURN(const std::string text,
                         ReadStart(checked.output, kMostWarningBytes));
  return ParseWarnings(text);
}

wire::ProgramLimits ToWire(const Limits& limits) {
  return {absl::ToInt64Microseconds(limits.cpu_time),
          absl::ToInt64Microseconds(WallTime(limits)),
          limits.memory.count(),
          StackSize(limits).count(),
          limits.output.count(),
          absl::ToInt64Microseconds(limits.compile_time),
          limits.compile_memory.count(),
          (limits.features.eval ? wire::kEval : 0) |
              (limits.features.web_assembly ? wire::kWebAssembly : 0)};
}

class LoadedProgram final : public Program {
 public:
  LoadedProgram(std::shared_ptr<ZygoteClient> zygote, uint64_t id,
                uint64_t generation, const Limits& limits)
      : zygote_(std::move(zygote)),
        id_(id),
        generation_(generation),
        limits_(limits) {}
  ~LoadedProgram() override { zygote_->Drop(id_, generation_); }

  absl::StatusOr<Execution> Run(RunInput input) override {
    if (!input.standard_input.ok() || !input.standard_output.ok()) {
      return absl::InvalidArgumentError("running a program: no descriptors");
    }
    wire::RunRequest request;
    request.program = id_;
    request.run = zygote_->NextId();
    request.seed = input.seed;
    request.another_follows = input.another_follows ? 1 : 0;
    GAVEL_ASSIGN_OR_RETURN(
        const wire::Facts facts,
        zygote_->Run(request, input, WallTime(limits_), generation_));
    return ConcludeRun(facts, limits_);
  }

  Player MakePlayer(RunInput input) const {
    return {id_, generation_, limits_, std::move(input)};
  }

 private:
  const std::shared_ptr<ZygoteClient> zygote_;
  const uint64_t id_;
  const uint64_t generation_;
  const Limits limits_;
};

// A source that the zygote is given: where it is, and what it is.
struct Unit {
  wire::SourceKind kind;
  absl::string_view file_name;
  const OwnedFd& file;
  // Beside it.
  const std::vector<File>& files;
};

absl::Status CheckExtensions(const Source& source) {
  for (const File& file : source.files) {
    for (const char* extension : {".ts", ".mts", ".cts", ".tsx"}) {
      if (!absl::EndsWith(file.name, extension)) continue;
      return absl::InvalidArgumentError(absl::StrCat(
          "loading ", source.file_name, ": ", file.name,
          ": files beside a program are not translated from TypeScript"));
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<Loaded> LoadUnit(const std::shared_ptr<ZygoteClient>& zygote,
                                const Unit& unit, const Limits& limits) {
  wire::LoadRequest request;
  if (unit.file_name.size() >= request.file_name.size()) {
    return absl::InvalidArgumentError(absl::StrCat("file name over ",
                                                   request.file_name.size() - 1,
                                                   " bytes: ", unit.file_name));
  }
  std::memcpy(request.file_name.data(), unit.file_name.data(),
              unit.file_name.size());
  request.kind = unit.kind;
  request.program = zygote->NextId();
  request.limits = ToWire(limits);
  uint64_t generation = 0;
  GAVEL_ASSIGN_OR_RETURN(const PackedFiles files, PackSourceFiles(unit.files));
  GAVEL_ASSIGN_OR_RETURN(const wire::Facts facts,
                         zygote->Load(request, unit.file, files,
                                      3 * limits.compile_time, generation));
  Loaded loaded;
  GAVEL_ASSIGN_OR_RETURN(loaded.compilation,
                         ConcludeCompilation(facts, limits));
  if (loaded.compilation.verdict == Verdict::kAccepted) {
    loaded.program = std::make_unique<LoadedProgram>(zygote, request.program,
                                                     generation, limits);
  }
  return loaded;
}

}  // namespace

std::string DefaultSandboxExecutable() {
  std::array<char, PATH_MAX> path;
  const ssize_t size = readlink("/proc/self/exe", path.data(), path.size());
  if (size <= 0) return "gavel-sandbox";
  const std::string self(path.data(), static_cast<size_t>(size));
  const std::string directory = self.substr(0, self.rfind('/'));
  const std::string installed =
      absl::StrCat(directory, "/../libexec/gavel/gavel-sandbox");
  if (access(installed.c_str(), X_OK) == 0) return installed;
  return absl::StrCat(directory, "/gavel-sandbox");
}

class Supervisor::Impl {
 public:
  explicit Impl(const SupervisorOptions& options)
      : zygote_(std::make_shared<ZygoteClient>(options)),
        transpiler_(zygote_, Transpiler(options)),
        checker_(zygote_, Checker()) {}
  ~Impl() {
    zygote_->Stop();
    if (preparer_.joinable()) preparer_.join();
  }

  absl::Status Start(const SupervisorOptions& options) {
    GAVEL_RETURN_IF_ERROR(zygote_->Start());
    if (options.typescript_ready) {
      preparer_ = std::thread([this] { PrepareForever(); });
    }
    return absl::OkStatus();
  }

  absl::StatusOr<Loaded> LoadTypeScript(const Source& source,
                                        const Limits& limits) {
    GAVEL_ASSIGN_OR_RETURN(const Compiled translated,
                           transpiler_.Compile(source, limits));
    if (translated.compilation.verdict != Verdict::kAccepted) {
      return Loaded{translated.compilation, nullptr, {}};
    }
    GAVEL_ASSIGN_OR_RETURN(
        Loaded loaded,
        LoadUnit(zygote_,
                 {wire::SourceKind::kTranslated, source.file_name,
                  translated.output, source.files},
                 limits));
    loaded.compilation.cpu_time += translated.compilation.cpu_time;
    loaded.compilation.wall_time += translated.compilation.wall_time;
    if (source.type_check && loaded.program != nullptr) {
      GAVEL_ASSIGN_OR_RETURN(const Compiled checked,
                             checker_.Compile(source, limits));
      GAVEL_ASSIGN_OR_RETURN(loaded.warnings, ReadWarnings(checked));
    }
    return loaded;
  }

  const std::shared_ptr<ZygoteClient>& zygote() const { return zygote_; }

 private:
  // Every new zygote gets its compiler before somebody needs it.
  void PrepareForever() {
    uint64_t generation = 0;
    while ((generation = zygote_->AwaitAfter(generation)) != 0) {
      const absl::Status status = transpiler_.Prepare();
      if (!status.ok() && !absl::IsUnavailable(status)) {
        Log(Severity::kError, "sandbox", absl::StrCat(status.message()));
      }
    }
  }

  const std::shared_ptr<ZygoteClient> zygote_;
  WarmCompiler transpiler_;
  // Loaded when somebody asks for it.
  WarmCompiler checker_;
  std::thread preparer_;
};

Supervisor::Supervisor(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Supervisor::~Supervisor() = default;

absl::StatusOr<std::unique_ptr<Supervisor>> Supervisor::Start(
    const SupervisorOptions& options) {
  auto impl = std::make_unique<Impl>(options);
  GAVEL_RETURN_IF_ERROR(impl->Start(options));
  return absl::WrapUnique(new Supervisor(std::move(impl)));
}

absl::StatusOr<Loaded> Supervisor::Load(const Source& source,
                                        const Limits& limits) {
  GAVEL_RETURN_IF_ERROR(ValidateLimits(limits));
  GAVEL_RETURN_IF_ERROR(CheckExtensions(source));
  if (source.language == Language::kTypeScript) {
    return impl_->LoadTypeScript(source, limits);
  }
  GAVEL_ASSIGN_OR_RETURN(const OwnedFd file,
                         MakeSealedFile("source", {source.text}));
  return LoadUnit(
      impl_->zygote(),
      {wire::SourceKind::kJavaScript, source.file_name, file, source.files},
      limits);
}

absl::StatusOr<Interaction> Supervisor::Interact(Program& submission,
                                                 RunInput submission_input,
                                                 Program& interactor,
                                                 RunInput interactor_input) {
  // All that Load gives out.
  const auto player = [](Program& program, RunInput input) {
    return static_cast<LoadedProgram&>(program).MakePlayer(std::move(input));
  };
  return RunInteraction(*impl_->zygote(),
                        player(submission, std::move(submission_input)),
                        player(interactor, std::move(interactor_input)));
}

pid_t Supervisor::zygote_pid() const { return impl_->zygote()->zygote_pid(); }
int Supervisor::restarts() const { return impl_->zygote()->restarts(); }
std::vector<Wall> Supervisor::walls() const { return impl_->zygote()->walls(); }
std::string Supervisor::engine() const { return impl_->zygote()->engine(); }

}  // namespace gavel::sandbox
