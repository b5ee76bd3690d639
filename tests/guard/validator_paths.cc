// The default output validator on fixed outputs and answers of 64 kB.
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <functional>
#include <string>

#include "absl/strings/str_cat.h"
#include "core/check.h"
#include "core/owned_fd.h"
#include "judge/engine/compare.h"
#include "tests/guard/counted.h"

namespace gavel::guard {
namespace {

constexpr size_t kSize = 64'000;

OwnedFd MakeFile(const std::string& text) {
  OwnedFd fd(memfd_create("guard", 0));
  GAVEL_CHECK(write(fd.get(), text.data(), text.size()) ==
              static_cast<ssize_t>(text.size()));
  return fd;
}

// The same numbers everywhere, from a generator that is nobody's library.
class Numbers {
 public:
  uint32_t Next() {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return static_cast<uint32_t>(state_ >> 33);
  }

 private:
  uint64_t state_ = 7;
};

std::string Text(const std::function<std::string(uint32_t)>& token) {
  Numbers numbers;
  std::string text;
  while (text.size() < kSize) text += token(numbers.Next());
  return text;
}

std::string Integers(const std::string& space) {
  return Text([&](uint32_t number) {
    return absl::StrCat(number % 1'000'000'000, space);
  });
}

std::string Floats(const std::string& last_digit) {
  return Text([&](uint32_t number) {
    return absl::StrCat(number % 1000, ".", 100'000 + number % 99'991,
                        last_digit, "\n");
  });
}

std::string Words(char first) {
  return Text([&](uint32_t number) {
    std::string word(2 + number % 11, static_cast<char>('a' + number % 26));
    word.front() = first;
    return word + (number % 8 == 0 ? "\n" : " ");
  });
}

void CountComparison(const std::string& path, const std::string& output,
                     const std::string& answer, bool accepted,
                     const CompareOptions& options = {}) {
  const OwnedFd output_file = MakeFile(output);
  const OwnedFd answer_file = MakeFile(answer);
  Count(path, [&] {
    const auto comparison =
        judge::CompareOutput(output_file.get(), answer_file.get(), options);
    GAVEL_CHECK(comparison.ok() && comparison->accepted == accepted);
  });
}

void CountAll() {
  PrepareToCount();
  const std::string integers = Integers("\n");
  CountComparison("validator/integers-equal", integers, integers, true);
  CountComparison("validator/integers-other-spacing", Integers(" "), integers,
                  true);
  CountComparison("validator/integers-last-differs", integers + "1\n",
                  integers + "2\n", false);
  CompareOptions tolerant;
  tolerant.absolute_tolerance = 1e-5;
  tolerant.relative_tolerance = 1e-5;
  CountComparison("validator/floats-within-tolerance", Floats("2"), Floats("1"),
                  true, tolerant);
  CountComparison("validator/words-other-case", Words('X'), Words('x'), true);
  CountComparison("validator/one-token", "5\n", "5\n", true);
}

}  // namespace
}  // namespace gavel::guard

int main() { gavel::guard::CountAll(); }
