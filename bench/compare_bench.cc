// Speed of the default output validator on 100 MB of output and of answer,
// against reading both and comparing them with memcmp, and against cmp.
//
// Shape:   compare_bench [MEGABYTES]
// Units:   GB/s of answer, the best of three; peak memory of the whole process,
//          which holds nothing else: the files are in memory of their own
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <memory>
#include <random>
#include <string>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "core/check.h"
#include "core/owned_fd.h"
#include "judge/engine/compare.h"

namespace gavel::bench {
namespace {

constexpr size_t kBlock = size_t{128} * 1024;
constexpr int kRepetitions = 3;

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

void Report(const std::string& name, size_t size,
            const std::function<bool()>& compare) {
  absl::Duration best = absl::InfiniteDuration();
  for (int i = 0; i < kRepetitions; ++i) {
    const absl::Time begin = absl::Now();
    GAVEL_CHECK(compare());
    best = std::min(best, absl::Now() - begin);
  }
  absl::PrintF("%-44s %6.2f GB/s\n", name,
               static_cast<double>(size) / absl::ToDoubleNanoseconds(best));
}

void Compare(const std::string& name, size_t size, const OwnedFd& output,
             const OwnedFd& answer, const CompareOptions& options) {
  Report(name, size, [&] {
    const auto comparison =
        judge::CompareOutput(output.get(), answer.get(), options);
    return comparison.ok() && comparison->accepted;
  });
}

void CompareIntegers(size_t size) {
  const OwnedFd answer = MakeFile(size, Stream(Integer));
  const OwnedFd output = MakeFile(size, Stream(Integer));
  const OwnedFd spaced = MakeFile(
      size, Stream([](Random& random) { return " " + Integer(random); }));
  const OwnedFd spaced_answer = MakeFile(
      size, Stream([](Random& random) { return "\n" + Integer(random); }));
  Report("memcmp of blocks, integers", size,
         [&] { return EqualBlocks(output, answer); });
  Report("cmp, integers", size, [&] { return RunCmp(output, answer); });
  Compare("integers, equal", size, output, answer, {});
  Compare("integers, each space differs", size, spaced, spaced_answer, {});
}

void CompareFloats(size_t size) {
  CompareOptions options;
  options.absolute_tolerance = 1e-5;
  options.relative_tolerance = 1e-5;
  const auto floats = [size](const char* last) {
    return MakeFile(
        size, Stream([last](Random& random) { return Float(random, last); }));
  };
  const OwnedFd answer = floats("1");
  Compare("floats with tolerance, equal", size, floats("1"), answer, options);
  Compare("floats with tolerance, each differs", size, floats("2"), answer,
          options);
}

void CompareText(size_t size) {
  const auto words = [size](char first) {
    return MakeFile(
        size, Stream([first](Random& random) { return Word(random, first); }));
  };
  const OwnedFd answer = words('x');
  Compare("text, equal", size, words('x'), answer, {});
  Compare("text, each word in another case", size, words('X'), answer, {});
}

int64_t PeakKiB() {
  rusage usage = {};
  GAVEL_CHECK(getrusage(RUSAGE_SELF, &usage) == 0);
  return usage.ru_maxrss;
}

}  // namespace
}  // namespace gavel::bench

int main(int argc, char** argv) {
  int megabytes = 100;
  if (argc > 2 || (argc == 2 && !absl::SimpleAtoi(argv[1], &megabytes))) {
    absl::FPrintF(stderr, "usage: compare_bench [MEGABYTES]\n");
    return 64;
  }
  const size_t size = static_cast<size_t>(megabytes) * 1'000'000;
  absl::PrintF("%d MB of output against %d MB of answer\n", megabytes,
               megabytes);
  gavel::bench::CompareIntegers(size);
  gavel::bench::CompareFloats(size);
  gavel::bench::CompareText(size);
  absl::PrintF("peak memory %d KiB\n", gavel::bench::PeakKiB());
  return 0;
}
