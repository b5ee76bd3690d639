#include "judge/local/machine_checks.h"

#include <gmock/gmock.h>

#include <functional>
#include <ostream>
#include <string>

namespace gavel::judge {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'800'000'000);

// One on which there is nothing to say.
Machine GoodMachine() {
  Machine machine;
  machine.kernel = {6, 1};
  machine.data = {.path = "/var/lib/gavel",
                  .file_system = "ext4",
                  .free = MiB(100'000),
                  .free_files = 1'000'000};
  machine.most_open_files = 65536;
  machine.listen = "127.0.0.1:50051";
  machine.certificate = {.path = "cert.pem",
                         .expires = kNow + absl::Hours(24 * 90)};
  machine.key = {.path = "key.pem"};
  machine.clock_synchronised = true;
  machine.governor = "performance";
  machine.virtual_machine = false;
  machine.hyper_threads = false;
  machine.huge_pages = "always [madvise] never";
  return machine;
}

// What is changed of a good machine, and the one check that then is not good.
struct Row {
  const char* name;
  std::function<void(Machine& machine)> change;
  const char* check;
  Grade grade;
  const char* detail;
};

std::ostream& operator<<(std::ostream& out, const Row& row) {
  return out << row.name;
}

class MachineChecksTest : public testing::TestWithParam<Row> {};

TEST_P(MachineChecksTest, FindsWhatIsWrongAndHowToMendIt) {
  const Row& row = GetParam();
  Machine machine = GoodMachine();
  row.change(machine);
  int found = 0;
  for (const Check& check : CheckMachine(machine, kNow)) {
    if (check.name != row.check) {
      EXPECT_EQ(check.grade, Grade::kGood) << check.name;
      EXPECT_EQ(check.mend, "") << check.name;
      continue;
    }
    ++found;
    EXPECT_EQ(check.grade, row.grade);
    EXPECT_THAT(check.detail, testing::HasSubstr(row.detail));
    EXPECT_NE(check.mend, "");
  }
  EXPECT_EQ(found, 1);
}

INSTANTIATE_TEST_SUITE_P(
    All, MachineChecksTest,
    testing::Values(
        Row{"not writable",
            [](Machine& m) { m.data->not_writable = "Permission denied"; },
            "data-directory", Grade::kProblem,
            "/var/lib/gavel: Permission denied"},
        Row{"network", [](Machine& m) { m.data->file_system = "nfs"; },
            "file-system", Grade::kWarning, "nfs"},
        Row{"in memory", [](Machine& m) { m.data->file_system = "tmpfs"; },
            "file-system", Grade::kWarning, "tmpfs"},
        Row{"full", [](Machine& m) { m.data->free = MiB(10); }, "free-space",
            Grade::kWarning, "10 MiB"},
        Row{"no inodes", [](Machine& m) { m.data->free_files = 7; },
            "free-space", Grade::kWarning, "7 files"},
        Row{"few files", [](Machine& m) { m.most_open_files = 1024; },
            "open-files", Grade::kWarning, "up to 1024"},
        Row{"port taken",
            [](Machine& m) { m.not_listening = "Address already in use"; },
            "listen", Grade::kProblem,
            "127.0.0.1:50051: Address already in use"},
        Row{"no certificate",
            [](Machine& m) { m.certificate->error = "No such file"; },
            "tls-certificate", Grade::kProblem, "cert.pem: No such file"},
        Row{"certificate expired",
            [](Machine& m) { m.certificate->expires = kNow; },
            "tls-certificate", Grade::kProblem, "until 2027-01-15"},
        Row{"certificate expires soon",
            [](Machine& m) {
              m.certificate->expires = kNow + absl::Hours(24 * 13);
            },
            "tls-certificate", Grade::kWarning, "until 2027-01-28"},
        Row{"open key", [](Machine& m) { m.key->error = "everybody may"; },
            "tls-key", Grade::kProblem, "key.pem: everybody may"},
        Row{"clock", [](Machine& m) { m.clock_synchronised = false; }, "clock",
            Grade::kWarning, "not synchronised"},
        Row{"governor", [](Machine& m) { m.governor = "powersave"; },
            "cpu-governor", Grade::kWarning, "powersave"},
        Row{"virtual", [](Machine& m) { m.virtual_machine = true; },
            "virtualisation", Grade::kWarning, "virtual machine"},
        Row{"hyper-threads", [](Machine& m) { m.hyper_threads = true; },
            "hyper-threads", Grade::kWarning, "on"},
        Row{"quota", [](Machine& m) { m.cpu_quota = 1.5; }, "cpu-quota",
            Grade::kWarning, "1.5 CPUs"},
        Row{"no huge pages",
            [](Machine& m) { m.huge_pages = "always madvise [never]"; },
            "huge-pages", Grade::kWarning, "[never]"}));

TEST(MachineTest, AGoodMachineHasNothingToMend) {
  for (const Check& check : CheckMachine(GoodMachine(), kNow)) {
    EXPECT_EQ(check.grade, Grade::kGood) << check.name;
  }
}

TEST(MachineTest, WhatIsNotKnownIsNotSpokenOf) {
  for (const Check& check :
       CheckMachine(Machine{.most_open_files = 65536}, kNow)) {
    EXPECT_EQ(check.name, "open-files");
  }
}

TEST(MachineTest, ThisMachineIsLookedAt) {
  const Machine machine =
      LookAtMachine({.data = testing::TempDir(), .listen = "127.0.0.1:0"});
  EXPECT_GE(machine.kernel.major, 4);
  EXPECT_EQ(machine.data->not_writable, "");
  EXPECT_NE(machine.data->file_system, "");
  EXPECT_GT(machine.data->free.count(), 0);
  EXPECT_EQ(machine.not_listening, "");
  EXPECT_GT(machine.most_open_files, 0);
}

TEST(MachineTest, WhatCannotBeUsedIsSaid) {
  const Machine machine = LookAtMachine({.data = "/proc/no/where",
                                         .listen = "nonsense",
                                         .tls_certificate = "/no/cert.pem",
                                         .tls_key = "/no/key.pem"});
  EXPECT_NE(machine.data->not_writable, "");
  EXPECT_NE(machine.not_listening, "");
  EXPECT_EQ(machine.certificate->error, "No such file or directory");
  EXPECT_EQ(machine.key->error, "No such file or directory");
}

}  // namespace
}  // namespace gavel::judge
