#include "judge/local/machine_checks.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace gavel::judge {
namespace {

constexpr Bytes kLeastSpace = MiB(1024);
constexpr int64_t kFewFiles = 10'000;
constexpr int64_t kFewOpenFiles = 4096;
constexpr absl::Duration kSoon = absl::Hours(14 * 24);

using Checks = std::vector<Check>;

// Its locks and its flushes are not to be relied on.
bool IsNetwork(absl::string_view file_system) {
  constexpr std::array<absl::string_view, 5> kNetwork = {"nfs", "cifs", "smb2",
                                                         "fuse", "9p"};
  return std::find(kNetwork.begin(), kNetwork.end(), file_system) !=
         kNetwork.end();
}

Check Grades(absl::string_view name, std::string detail, Grade grade,
             absl::string_view mend) {
  return {absl::StrCat(name), grade, std::move(detail),
          grade == Grade::kGood ? "" : absl::StrCat(mend)};
}

void CheckData(const DataDirectory& data, Checks& checks) {
  checks.push_back(
      data.not_writable.empty()
          ? Check{"data-directory", Grade::kGood, data.path}
          : Check{"data-directory", Grade::kProblem,
                  absl::StrCat(data.path, ": ", data.not_writable),
                  "make its parent, and give it to the user that runs gavel "
                  "(chown, chmod 700)"});
  Grade grade = Grade::kGood;
  if (IsNetwork(data.file_system) || data.file_system == "tmpfs") {
    grade = Grade::kWarning;
  }
  checks.push_back(Grades("file-system", data.file_system, grade,
                          data.file_system == "tmpfs"
                              ? "it is memory: nothing outlives a restart of "
                                "the machine; take a local disk"
                              : "take a local disk: on a network SQLite may "
                                "lose or damage data"));
  const bool full = data.free < kLeastSpace || data.free_files < kFewFiles;
  checks.push_back(Grades(
      "free-space",
      absl::StrCat(FormatBytes(data.free), ", ", data.free_files, " files"),
      full ? Grade::kWarning : Grade::kGood,
      "make room: a full disk refuses submissions"));
}

void CheckServer(const Machine& machine, absl::Time now, Checks& checks) {
  checks.push_back(Grades(
      "open-files", absl::StrCat("up to ", machine.most_open_files),
      machine.most_open_files < kFewOpenFiles ? Grade::kWarning : Grade::kGood,
      "LimitNOFILE=65536 in the unit, --ulimit nofile=65536 for docker, or "
      "`ulimit -Hn` before the start"));
  if (!machine.listen.empty()) {
    checks.push_back(
        machine.not_listening.empty()
            ? Check{"listen", Grade::kGood, machine.listen}
            : Check{"listen", Grade::kProblem,
                    absl::StrCat(machine.listen, ": ", machine.not_listening),
                    "`ss -ltnp` says who has the port; a server that runs is "
                    "one"});
  }
  if (machine.certificate.has_value()) {
    const TlsFile& file = *machine.certificate;
    const absl::Time end = file.expires.value_or(absl::InfiniteFuture());
    std::string detail = absl::StrCat(file.path, ": ", file.error);
    if (file.error.empty()) {
      detail =
          absl::StrCat(file.path, ": until ",
                       absl::FormatTime("%Y-%m-%d", end, absl::UTCTimeZone()));
    }
    Grade grade = end - now < kSoon ? Grade::kWarning : Grade::kGood;
    if (!file.error.empty() || end <= now) grade = Grade::kProblem;
    checks.push_back(Grades("tls-certificate", detail, grade,
                            "put a certificate in PEM there that is valid; a "
                            "server that runs takes it without a restart"));
  }
  if (machine.key.has_value()) {
    const TlsFile& file = *machine.key;
    const bool good = file.error.empty();
    checks.push_back(Grades(
        "tls-key", good ? file.path : absl::StrCat(file.path, ": ", file.error),
        good ? Grade::kGood : Grade::kProblem,
        "a key in PEM without a password, of that certificate, with mode 0600 "
        "and owned by the user that runs gavel"));
  }
}

// What the kernel has chosen: the word in brackets.
bool Chosen(absl::string_view choices, absl::string_view word) {
  return absl::StrContains(choices, absl::StrCat("[", word, "]"));
}

void CheckTiming(const Machine& machine, Checks& checks) {
  const auto warn_if = [&checks](absl::string_view name, bool bad,
                                 std::string detail, absl::string_view mend) {
    checks.push_back(Grades(name, std::move(detail),
                            bad ? Grade::kWarning : Grade::kGood, mend));
  };
  if (machine.clock_synchronised.has_value()) {
    const bool synchronised = *machine.clock_synchronised;
    warn_if("clock", !synchronised,
            synchronised ? "synchronised" : "not synchronised",
            "timedatectl set-ntp true, or install chrony: contests start and "
            "end by this clock; in a container the machine's counts");
  }
  if (machine.governor.has_value()) {
    warn_if("cpu-governor", *machine.governor != "performance",
            *machine.governor,
            "cpupower frequency-set -g performance: else the same program "
            "takes more or less CPU time");
  }
  if (machine.hyper_threads.has_value()) {
    warn_if("hyper-threads", *machine.hyper_threads,
            *machine.hyper_threads ? "on" : "off",
            "give --slots half of the CPUs, or echo off > "
            "/sys/devices/system/cpu/smt/control: threads of one core slow "
            "each other down");
  }
  if (machine.virtual_machine.has_value()) {
    warn_if("virtualisation", *machine.virtual_machine,
            *machine.virtual_machine ? "virtual machine" : "none",
            "CPUs of its own for the machine, not shared ones; or leave "
            "--measure-again on");
  }
  if (machine.cpu_quota.has_value()) {
    warn_if("cpu-quota", true, absl::StrFormat("%.1f CPUs", *machine.cpu_quota),
            "whole CPUs (cpuset) instead of a quota, and --slots no more than "
            "those: a quota stops programs in the middle");
  }
  if (machine.huge_pages.has_value()) {
    warn_if("huge-pages", Chosen(*machine.huge_pages, "never"),
            *machine.huge_pages,
            "echo madvise > /sys/kernel/mm/transparent_hugepage/enabled: "
            "without, each run costs more to start");
  }
}

}  // namespace

std::vector<Check> CheckMachine(const Machine& machine, absl::Time now) {
  Checks checks;
  if (machine.data.has_value()) CheckData(*machine.data, checks);
  CheckServer(machine, now, checks);
  CheckTiming(machine, checks);
  return checks;
}

}  // namespace gavel::judge
