#include "tests/fuzz/compare_fuzz.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/numbers.h"
#include "core/check.h"
#include "core/owned_fd.h"
#include "judge/engine/compare.h"
#include "tests/fuzz/compare_oracle.h"

namespace gavel::judge {
namespace {

// What a pipe holds without a reader.
constexpr size_t kMostInPipe = 60'000;

const char* const kTolerances[] = {nullptr, "0", "1e-6", "0.5",
                                   "1e-9",  "3", "0.1",  "1e300"};

OracleOptions ChooseOptions(uint8_t choice) {
  OracleOptions options;
  options.case_sensitive = (choice & 1) != 0;
  options.space_change_sensitive = (choice & 2) != 0;
  if (const char* const text = kTolerances[choice >> 2 & 7]) {
    options.absolute_tolerance = text;
  }
  if (const char* const text = kTolerances[choice >> 5]) {
    options.relative_tolerance = text;
  }
  return options;
}

std::optional<double> ToDouble(const std::optional<std::string>& text) {
  double value = 0;
  if (!text.has_value()) return std::nullopt;
  GAVEL_CHECK(absl::SimpleAtod(*text, &value));
  return value;
}

OwnedFd MakeFile(const std::string& text) {
  OwnedFd fd(memfd_create("fuzz", MFD_CLOEXEC));
  GAVEL_CHECK(pwrite(fd.get(), text.data(), text.size(), 0) ==
              static_cast<ssize_t>(text.size()));
  return fd;
}

OwnedFd MakePipe(const std::string& text) {
  int ends[2];
  GAVEL_CHECK(pipe2(ends, O_CLOEXEC) == 0);
  OwnedFd reader(ends[0]);
  const OwnedFd writer(ends[1]);
  GAVEL_CHECK(write(writer.get(), text.data(), text.size()) ==
              static_cast<ssize_t>(text.size()));
  return reader;
}

Comparison MustCompare(const OwnedFd& output, const OwnedFd& answer,
                       const CompareOptions& options) {
  auto comparison = CompareOutput(output.get(), answer.get(), options);
  GAVEL_CHECK(comparison.ok());
  GAVEL_CHECK(comparison->accepted == comparison->difference.empty());
  GAVEL_CHECK(comparison->accepted == comparison->position.empty());
  return *std::move(comparison);
}

}  // namespace

void FuzzCompare(const uint8_t* data, size_t size) {
  if (size < kCompareHeader) return;
  const std::string texts(reinterpret_cast<const char*>(data) + kCompareHeader,
                          size - kCompareHeader);
  const size_t split =
      std::min<size_t>(texts.size(), size_t{data[1]} << 8 | data[2]);
  const std::string output = texts.substr(0, split);
  const std::string answer = texts.substr(split);

  const OracleOptions chosen = ChooseOptions(data[0]);
  CompareOptions options;
  options.case_sensitive = chosen.case_sensitive;
  options.space_change_sensitive = chosen.space_change_sensitive;
  options.absolute_tolerance = ToDouble(chosen.absolute_tolerance);
  options.relative_tolerance = ToDouble(chosen.relative_tolerance);

  const Comparison on_files =
      MustCompare(MakeFile(output), MakeFile(answer), options);
  const std::optional<bool> expected = OracleAccepts(output, answer, chosen);
  GAVEL_CHECK(!expected.has_value() || *expected == on_files.accepted);
  if (std::max(output.size(), answer.size()) > kMostInPipe) return;
  const Comparison on_pipes =
      MustCompare(MakePipe(output), MakePipe(answer), options);
  GAVEL_CHECK(on_pipes.position == on_files.position);
}

}  // namespace gavel::judge

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  gavel::judge::FuzzCompare(data, size);
  return 0;
}
