// Speed of the default output validator on 100 MB of output and of answer,
// against reading both and comparing them with memcmp, and against cmp.
//
// Shape:   compare_bench [--megabytes N] [--json FILE]
// Units:   GB/s of answer; peak memory of the whole process,
//          which holds nothing else: the files are in memory of their own
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstring>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "bench/bench_main.h"
#include "core/check.h"
#include "core/owned_fd.h"
#include "judge/engine/compare.h"

namespace gavel::bench {
namespace {

constexpr size_t kBlock = size_t{128} * 1024;
constexpr int kRepetitions = 5;

// Writes what `token` gives until the file has that size.
OwnedFd MakeFile(size_t size, const std::function<std::string()>& token) {
  OwnedFd fd(memfd_create("compare", 0));
  GAVEL_CHECK(fd.ok());
  std::string block;
  for (size_t written = 0; written < size;) {
    while (block.size() < kBlock) block += token();
    GAVEL_CHECK(write(fd.get(), block.data(), block.size()) ==
                static_cast<ssize_t>(block.size()));
    written += block.size();
    block.clear();
  }
  return fd;
}

using Random = std::mt19937;

std::string Integer(Random& random) {
  return absl::StrCat(random() % 1'000'000'000, "\n");
}

std::string Float(Random& random, const char* last_digit) {
  return absl::StrCat(random() % 1000, ".", 100'000 + random() % 100'000,
                      last_digit, "\n");
}

std::string Word(Random& random, char first) {
  std::string word(1 + random() % 12, 'a');
  for (char& c : word) c = static_cast<char>('a' + random() % 26);
  word.front() = first;
  return word + (random() % 8 == 0 ? "\n" : " ");
}

// With the same numbers in every call.
std::function<std::string()> Stream(
    const std::function<std::string(Random&)>& token) {
  auto random = std::make_shared<Random>(7);
  return [random, token] { return token(*random); };
}

bool EqualBlocks(const OwnedFd& one, const OwnedFd& other) {
  const auto x = std::make_unique<char[]>(kBlock);
  const auto y = std::make_unique<char[]>(kBlock);
  for (off_t offset = 0;;) {
    const ssize_t got = pread(one.get(), x.get(), kBlock, offset);
    if (pread(other.get(), y.get(), kBlock, offset) != got) return false;
    if (got <= 0) return got == 0;
    if (std::memcmp(x.get(), y.get(), static_cast<size_t>(got)) != 0) {
      return false;
    }
    offset += got;
  }
}

bool RunCmp(const OwnedFd& one, const OwnedFd& other) {
  const pid_t child = fork();
  if (child == 0) {
    const std::string x = absl::StrCat("/proc/self/fd/", one.get());
    const std::string y = absl::StrCat("/proc/self/fd/", other.get());
    execlp("cmp", "cmp", "-s", x.c_str(), y.c_str(), nullptr);
    _exit(127);
  }
  int status = 0;
  GAVEL_CHECK(waitpid(child, &status, 0) == child);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

// GB of answer per second.
Measured Rate(size_t size, const std::function<bool()>& compare) {
  std::vector<double> rates;
  for (int i = 0; i < kRepetitions; ++i) {
    const absl::Time begin = absl::Now();
    GAVEL_CHECK(compare());
    rates.push_back(static_cast<double>(size) /
                    absl::ToDoubleNanoseconds(absl::Now() - begin));
  }
  return Higher(std::move(rates));
}

class Bench {
 public:
  Bench(size_t size, Report& report) : size_(size), report_(report) {}

  void Integers();
  void Floats();
  void Text();

 private:
  void Add(const char* name, Measured measured);
  void Compare(const char* name, const OwnedFd& output, const OwnedFd& answer,
               const CompareOptions& options);

  const size_t size_;
  // Of the first files, which are all as large.
  Measured memcmp_;
  Report& report_;
};

void Bench::Add(const char* name, Measured measured) {
  report_.Add({.name = name,
               .unit = "GB/s",
               .measured = measured,
               .baselines = {{"memcmp", memcmp_}}});
}

void Bench::Compare(const char* name, const OwnedFd& output,
                    const OwnedFd& answer, const CompareOptions& options) {
  Add(name, Rate(size_, [&] {
        const auto comparison =
            judge::CompareOutput(output.get(), answer.get(), options);
        return comparison.ok() && comparison->accepted;
      }));
}

void Bench::Integers() {
  const OwnedFd answer = MakeFile(size_, Stream(Integer));
  const OwnedFd output = MakeFile(size_, Stream(Integer));
  const OwnedFd spaced = MakeFile(
      size_, Stream([](Random& random) { return " " + Integer(random); }));
  const OwnedFd spaced_answer = MakeFile(
      size_, Stream([](Random& random) { return "\n" + Integer(random); }));
  memcmp_ = Rate(size_, [&] { return EqualBlocks(output, answer); });
  Compare("integers, equal", output, answer, {});
  Compare("integers, each space differs", spaced, spaced_answer, {});
  Add("cmp, integers, equal",
      Rate(size_, [&] { return RunCmp(output, answer); }));
}

void Bench::Floats() {
  CompareOptions options;
  options.absolute_tolerance = 1e-5;
  options.relative_tolerance = 1e-5;
  const auto floats = [this](const char* last) {
    return MakeFile(
        size_, Stream([last](Random& random) { return Float(random, last); }));
  };
  const OwnedFd answer = floats("1");
  Compare("floats with tolerance, equal", floats("1"), answer, options);
  Compare("floats with tolerance, each differs", floats("2"), answer, options);
}

void Bench::Text() {
  const auto words = [this](char first) {
    return MakeFile(
        size_, Stream([first](Random& random) { return Word(random, first); }));
  };
  const OwnedFd answer = words('x');
  Compare("text, equal", words('x'), answer, {});
  Compare("text, each word in another case", words('X'), answer, {});
}

int64_t PeakKiB() {
  rusage usage = {};
  GAVEL_CHECK(getrusage(RUSAGE_SELF, &usage) == 0);
  return usage.ru_maxrss;
}

void Measure(int64_t megabytes, Report& report) {
  Bench bench(static_cast<size_t>(megabytes) * 1'000'000, report);
  bench.Integers();
  bench.Floats();
  bench.Text();
  report.Add({.name = "peak memory of all of it",
              .unit = "MB",
              .measured = Single(static_cast<double>(PeakKiB()) * 1024 / 1e6)});
  report.set_title(
      absl::StrCat("comparing ", megabytes, " MB with an answer as long"));
}

}  // namespace
}  // namespace gavel::bench

int main(int argc, char** argv) {
  int64_t megabytes = 100;
  gavel::cli::Flags flags("compare_bench [flags]",
                          "Measures the default output validator.");
  flags.Number("megabytes", "N", "of output and of answer; default 100", 1,
               10'000, &megabytes);
  return gavel::bench::BenchMain(flags, argc, argv, {0, 0},
                                 [&](const auto&, auto& report) {
                                   gavel::bench::Measure(megabytes, report);
                                   return absl::OkStatus();
                                 });
}
