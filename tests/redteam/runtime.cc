// An engine that executes attacks: the name of one is a run's input or a
// program's source. Anything else is an honest program that copies its input.
#include "sandbox/engine/runtime.h"

#include <unistd.h>

#include <cerrno>
#include <string>

#include "absl/memory/memory.h"
#include "absl/status/status.h"
#include "sandbox/engine/memory.h"
#include "sandbox/engine/report.h"
#include "sandbox/engine/watchdog.h"
#include "tests/redteam/act.h"
#include "tests/redteam/attack.h"

namespace gavel::sandbox {
namespace {

const redteam::Attack* FindAttack(const std::string& name) {
  for (const auto& table :
       {redteam::SystemCalls(), redteam::Resources(), redteam::Forgeries(),
        redteam::Claims(), redteam::Floods(), redteam::Files()}) {
    for (const redteam::Attack& attack : table) {
      if (name == attack.name) return &attack;
    }
  }
  return nullptr;
}

// Lost code does not stop because it was asked to.

}  // namespace

class Runtime::Impl {};

Runtime::Runtime(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Runtime::~Runtime() = default;

absl::StatusOr<std::unique_ptr<Runtime>> Runtime::Create(bool /*jitless*/) {
  if (!InstallWatchdog()) {
    return absl::ErrnoToStatus(errno, "installing the watchdog");
  }
  return absl::WrapUnique(new Runtime(std::make_unique<Impl>()));
}

std::string Runtime::Describe(bool /*jitless*/) { return "attacks"; }

void Runtime::LimitProgram(const wire::ProgramLimits& /*limits*/) {
  EndOnRefusedAllocation();
}

void Runtime::Compile(wire::SourceKind /*kind*/, const std::string& source,
                      const std::string& /*file_name*/) {
  for (const auto& table :
       {redteam::WhileCompiling(), redteam::AfterCompiling()}) {
    for (const redteam::ProgramAttack& attack : table) {
      if (source == attack.name) attack.act();
    }
  }
}

void Runtime::LimitRun(int64_t /*memory_bytes*/) {}

void Runtime::Run(uint32_t /*seed*/) {
  const std::string input = redteam::ReadInput();
  if (const redteam::Attack* attack = FindAttack(input)) {
    const long result = attack->act();
    redteam::Print(result == -1
                       ? redteam::kRefusedPrefix + std::to_string(errno) + "\n"
                       : redteam::kDone);
  } else {
    redteam::Print(input);
  }
  EndProcess(wire::Claim::kClean, 0, Position(), nullptr, 0);
}

}  // namespace gavel::sandbox
